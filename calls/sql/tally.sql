-- Counts final reports in the three tallies, which are never crossed, while their draws still know
-- number and time. Each goes through its keys in one order, so that two sweeps can't deadlock.
WITH drawn AS (
    SELECT
        region_id,
        date_trunc('week', drawn_at AT TIME ZONE 'UTC')::date AS week,
        country,
        (drawn_at AT TIME ZONE 'UTC')::date AS day,
        extract(hour FROM drawn_at AT TIME ZONE 'UTC')::smallint AS hour,
        outcome
    FROM calls_draw JOIN calls_phonenumber ON number = number_id
    -- What rings nobody is no call.
    WHERE id = ANY(%(draws)s) AND posed_as_id IS NULL
), regions AS (
    INSERT INTO calls_regiontally AS tally (region_id, week, calls)
    SELECT region_id, week, count(*) FROM drawn GROUP BY region_id, week ORDER BY region_id, week
    ON CONFLICT (region_id, week) DO UPDATE SET calls = tally.calls + excluded.calls
), countries AS (
    INSERT INTO calls_countrytally AS tally (country, day, calls)
    SELECT country, day, count(*) FROM drawn GROUP BY country, day ORDER BY country, day
    ON CONFLICT (country, day) DO UPDATE SET calls = tally.calls + excluded.calls
)
INSERT INTO calls_hourtally AS tally (hour, outcome, calls)
SELECT hour, outcome, count(*) FROM drawn GROUP BY hour, outcome ORDER BY hour, outcome
ON CONFLICT (hour, outcome) DO UPDATE SET calls = tally.calls + excluded.calls
