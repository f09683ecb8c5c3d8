-- name: quiet_times
-- description: The longest times without any change of orders: a stalled pipeline shows here
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: n        integer = 10           min=1  max=1000
WITH moments AS (
  SELECT DISTINCT change_time
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
),
gaps AS (
  SELECT lag(change_time) OVER (ORDER BY change_time) AS quiet_from, change_time AS quiet_to
  FROM moments
)
SELECT quiet_from, quiet_to, date_diff('second', quiet_from, quiet_to) AS seconds
FROM gaps
WHERE quiet_from IS NOT NULL
ORDER BY seconds DESC, quiet_from
LIMIT :n
