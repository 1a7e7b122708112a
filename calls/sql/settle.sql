-- Turns forgotten reports of one week into calls, in the order of the ids that they get here, and
-- counts them beside the keys of their callers. Not when they are forgotten: a report that is alone
-- with its effect on the number would tie the two for as long as the key is kept.
WITH gone AS (
    DELETE FROM calls_draw WHERE id = ANY(%(draws)s) RETURNING *
), keyed AS MATERIALIZED (
    -- By the draws that still name somebody, which know the hour.
    SELECT gone.*, k.key, extract(hour FROM drawn_at AT TIME ZONE 'UTC')::int / 8 AS hours
    FROM gone LEFT JOIN calls_callerkey AS k ON k.volunteer_id = gone.volunteer_id AND k.week = %(week)s
), bands AS (
    -- At some hours only few regions may be called: all hours come in crowds, or none is kept.
    SELECT coalesce(bool_and(calls >= %(crowd)s AND people >= %(people)s), false) AS are_crowds
    FROM (
        SELECT count(*) AS calls, count(DISTINCT key) AS people
        FROM keyed WHERE key IS NOT NULL GROUP BY hours
    ) AS band
), counted AS (
    INSERT INTO calls_callercount AS kept (caller_key_id, kind, value, country, calls)
    SELECT key, kind, value, place, count(*)
    FROM keyed, bands, LATERAL (VALUES
        ('delay', delay::text, ''),
        ('hour', CASE WHEN are_crowds THEN hours::text END, ''),
        ('outcome', outcome, country)
    ) AS fact (kind, value, place)
    WHERE key IS NOT NULL AND value IS NOT NULL
    GROUP BY key, kind, value, place
    ORDER BY key, kind, value, place
    ON CONFLICT (caller_key_id, kind, value, country)
        DO UPDATE SET calls = kept.calls + excluded.calls
), voided AS (
    -- Of those whose reports are void these are as well.
    INSERT INTO calls_voidedtally AS tally (week, outcome, country, calls)
    SELECT %(week)s::date, outcome, country, -count(*)
    FROM keyed JOIN calls_voidedkey USING (key)
    GROUP BY outcome, country
    ORDER BY outcome, country
    ON CONFLICT (week, outcome, country) DO UPDATE SET calls = tally.calls + excluded.calls
)
INSERT INTO calls_call (
    id, caller_key, week, outcome, length, felt,
    opener_id, opener_used_id, edition_id, experience, is_proven, has_rehearsed
)
SELECT
    gen_random_uuid() AS id,
    -- Who has no volunteer any more gets a key for this call alone.
    coalesce(key, gen_random_uuid()), %(week)s::date, outcome, length, felt,
    opener_id, opener_used_id, edition_id, experience, is_proven, has_rehearsed
FROM keyed
ORDER BY id
