-- Turns forgotten reports of one week into calls, in the order of the ids that they get here.
WITH gone AS (
    DELETE FROM calls_draw WHERE id = ANY(%(draws)s) RETURNING *
)
INSERT INTO calls_call (
    id, caller_key, week, outcome, length, felt,
    opener_id, opener_used_id, edition_id, experience, is_proven, has_rehearsed
)
SELECT
    gen_random_uuid() AS id,
    -- Who has no volunteer any more gets a key for this call alone.
    coalesce(k.key, gen_random_uuid()), %(week)s::date, outcome, length, felt,
    opener_id, opener_used_id, edition_id, experience, is_proven, has_rehearsed
FROM gone LEFT JOIN calls_callerkey AS k ON k.volunteer_id = gone.volunteer_id AND k.week = %(week)s
ORDER BY id
