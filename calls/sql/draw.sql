-- Lends one number of one region to one volunteer, in one statement.
WITH caller AS (
    -- Suspending and erasing lock this row for themselves: neither is overtaken by a draw.
    SELECT id FROM volunteers_volunteer
    WHERE id = %(volunteer)s AND is_active
    FOR KEY SHARE
), pick AS (
    SELECT number, fate, rest
    FROM calls_phonenumber
    WHERE region_id = %(region)s
      -- Word for word the condition of the partial index: finished numbers are not in it.
      AND fate < 2
      -- A random place among the numbers that never rested; rested ones follow them.
      AND (rest, ticket) >= (0::smallint, %(ticket)s::smallint)
      -- Numbers still resting lie behind today and are never stepped over.
      AND rest <= (statement_timestamp() AT TIME ZONE 'UTC')::date - date '2026-01-01'
      -- Held by somebody. An expired draw holds nothing, even before it is reclaimed.
      AND NOT EXISTS (
          SELECT FROM calls_draw
          WHERE number_id = number AND closed_at IS NULL AND expires_at > statement_timestamp()
      )
      -- Calling hours may have ended since the region was chosen.
      AND %(closes)s::timestamptz - statement_timestamp() >= make_interval(mins => %(shortest)s)
      AND EXISTS (SELECT FROM caller)
      -- The day's allowance. Forgotten draws know only their hour, so whole hours are compared.
      AND %(allowance)s > (
          SELECT count(*) FROM calls_draw
          WHERE volunteer_id = %(volunteer)s
            AND drawn_at >= date_trunc('hour', statement_timestamp() - interval '24 hours')
      )
    ORDER BY region_id, rest, ticket
    LIMIT 1
    -- Two draws at once take two numbers instead of waiting for each other.
    FOR UPDATE SKIP LOCKED
)
INSERT INTO calls_draw (
    id, number_id, volunteer_id, expires_at, found_fate, found_rest,
    opener_id, edition_id, country, experience, is_proven
)
SELECT
    %(id)s, number, %(volunteer)s,
    least(statement_timestamp() + make_interval(mins => %(loan)s), %(closes)s::timestamptz),
    fate, rest, %(opener)s, %(edition)s, %(country)s, %(experience)s, %(is_proven)s
FROM pick
-- One open draw a number, one a volunteer: whoever came second gets no row.
ON CONFLICT DO NOTHING
RETURNING *
