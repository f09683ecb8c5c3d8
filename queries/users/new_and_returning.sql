-- name: new_and_returning
-- description: Known people per day: seen for the first time (within these days), back again, and all seen so far
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
WITH active AS (
  SELECT DISTINCT user_id, dt
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND user_id IS NOT NULL
),
numbered AS (
  SELECT user_id, dt, row_number() OVER (PARTITION BY user_id ORDER BY dt) AS nth
  FROM active
)
SELECT
  dt,
  count(*) AS users,
  count_if(nth = 1) AS new_users,
  count_if(nth > 1) AS returning_users,
  round(CAST(100 AS double) * count_if(nth > 1) / count(*), 2) AS percent_returning,
  sum(count_if(nth = 1)) OVER (ORDER BY dt) AS users_so_far
FROM numbered
GROUP BY dt
ORDER BY dt
