-- Stores draws anew without their number and times; forgotten ones are merely stored anew.
WITH gone AS (
    -- Not an UPDATE, which would leave a draw on the page where it was reported.
    DELETE FROM calls_draw WHERE id = ANY(%(draws)s) RETURNING *
)
INSERT INTO calls_draw (
    id, volunteer_id, drawn_at, closed_at, ending, reason, outcome, effect, version,
    length, felt, opener_used_id, posed_as_id, opener_id, edition_id, country, experience, is_proven,
    has_rehearsed, delay
)
SELECT
    id, CASE WHEN named THEN volunteer_id END, drawn, drawn, ending, reason, outcome, effect, version,
    length, felt, opener_used_id, posed_as_id, opener_id, edition_id, country, experience, is_proven,
    has_rehearsed,
    -- By bands. Who can't be named can't be counted beside a caller key either.
    CASE WHEN named THEN coalesce(delay, width_bucket(
        extract(epoch FROM reported_at - drawn_at), %(delays)s::numeric[]
    )) END
FROM gone,
    LATERAL (SELECT drawn_at > statement_timestamp() - %(named)s AS named) AS age,
    -- To the hour for the day's allowance; whoever has no name any more is not counted in it.
    LATERAL (
        SELECT date_trunc(CASE WHEN named THEN 'hour' ELSE %(unnamed)s END, drawn_at, 'UTC') AS drawn
    ) AS since
-- The ids are random: no place tells when its draw was reported.
ORDER BY id
