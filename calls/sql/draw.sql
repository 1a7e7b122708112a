-- Lends one number of one region to one volunteer, in one statement, or nothing.
--
-- Python chooses where to look by what it read some seconds ago. Here all that must hold is looked
-- at once more, by the database's clock. Parameters:
--   id, volunteer, region; ticket: 0…32767, where to begin;
--   opens, weekend_opens, closes: the rules' hours that Python knew, and by them
--   opened_at, closes_at: the region's calling hours today;
--   edition: the newest that Python knew; to_read: the newest that demands reading, or NULL;
--   has_rehearsal: whether that edition has one;
--   level: 1…4, as in calls/trust.py;
--   posed_as: of a number that rings nobody, the region that its page names; else NULL;
--   opener (or NULL), country, experience, is_proven: noted for the counts.
WITH caller AS (
    -- Suspending and erasing lock this row for themselves: neither is overtaken by a draw.
    SELECT rehearsed = 'whole' AS has_rehearsed FROM volunteers_volunteer
    WHERE id = %(volunteer)s AND is_active
      AND (rehearsed <> '' OR reports > 0 OR NOT %(has_rehearsal)s)
    FOR KEY SHARE
), terms AS (
    SELECT
        least(statement_timestamp() + make_interval(mins => loan), %(closes_at)s::timestamptz)
            AS expires_at
    FROM caller, calls_rules
    WHERE NOT is_paused
      -- By other hours the region would open and close at other times.
      AND (opens, weekend_opens, closes)
          = (%(opens)s::time, %(weekend_opens)s::time, %(closes)s::time)
      AND statement_timestamp() >= %(opened_at)s::timestamptz
      AND %(closes_at)s::timestamptz - statement_timestamp()
          >= make_interval(mins => shortest_loan)
      AND (SELECT max(number) FROM guidelines_edition) = %(edition)s
      AND (
          %(to_read)s::int IS NULL
          OR EXISTS (
              SELECT FROM guidelines_confirmation
              WHERE volunteer_id = %(volunteer)s AND edition_id >= %(to_read)s
          )
      )
      -- A paused opener is given to nobody from that moment on.
      AND (
          %(opener)s::bigint IS NULL
          OR EXISTS (SELECT FROM guidelines_opener WHERE id = %(opener)s AND NOT is_paused)
      )
      -- The day's allowance and the pause. Whole hours, as forgotten draws know no more. Of those
      -- that were dropped each after the third counts twice; what was taken away is nobody's fault.
      AND (
          SELECT max(coalesce(closed_at, expires_at)) IS NULL
              OR max(coalesce(closed_at, expires_at)) + make_interval(secs =>
                  (ARRAY[pause_new, pause_new, pause_known, pause_proven])[%(level)s]
              ) <= statement_timestamp()
              AND count(*) + greatest(
                  count(*) FILTER (WHERE version = 0 AND ending <> 'taken') - 3, 0
              ) < (
                  ARRAY[allowance_small, allowance_new, allowance_known, allowance_proven]
              )[%(level)s]
          FROM calls_draw
          WHERE volunteer_id = %(volunteer)s
            AND drawn_at >= date_trunc('hour', statement_timestamp() - interval '24 hours')
      )
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
      -- Held by somebody. An expired draw holds nothing, even before it is reclaimed. OFFSET keeps
      -- this from becoming a join, for which all open draws might be read.
      AND NOT EXISTS (
          SELECT FROM calls_draw
          WHERE number_id = number AND closed_at IS NULL AND expires_at > statement_timestamp()
          OFFSET 0
      )
      AND EXISTS (SELECT FROM terms)
    ORDER BY region_id, rest, ticket
    LIMIT 1
    -- Two draws at once take two numbers.
    FOR UPDATE SKIP LOCKED
)
INSERT INTO calls_draw (
    id, number_id, volunteer_id, expires_at, found_fate, found_rest,
    posed_as_id, opener_id, edition_id, country, experience, is_proven, has_rehearsed
)
SELECT
    %(id)s, number, %(volunteer)s, expires_at, fate, rest,
    %(posed_as)s, %(opener)s, %(edition)s, %(country)s, %(experience)s, %(is_proven)s, has_rehearsed
FROM pick, terms, caller
-- Whoever came second gets no row.
ON CONFLICT DO NOTHING
RETURNING *
