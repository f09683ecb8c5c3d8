-- name: retention_cohorts
-- description: Of the people first seen on a day (within these days), how many are back one, two, three … days later
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
WITH active AS (
  SELECT DISTINCT user_id, CAST(dt AS date) AS day
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND user_id IS NOT NULL
),
joined AS (
  SELECT user_id, day, min(day) OVER (PARTITION BY user_id) AS cohort
  FROM active
),
counted AS (
  SELECT cohort, date_diff('day', cohort, day) AS days_later, count(*) AS users
  FROM joined
  GROUP BY cohort, date_diff('day', cohort, day)
)
SELECT
  cohort,
  days_later,
  users,
  max(users) OVER (PARTITION BY cohort) AS cohort_size,
  round(CAST(100 AS double) * users / max(users) OVER (PARTITION BY cohort), 2) AS percent_back
FROM counted
ORDER BY cohort, days_later
