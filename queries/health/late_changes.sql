-- name: late_changes
-- description: How long after an order was placed its changes come, by state, and how far the order service lags behind
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
SELECT
  dt,
  status,
  count(DISTINCT change_id) AS changes,
  count(DISTINCT CASE WHEN created_at < change_time - INTERVAL '30' MINUTE THEN change_id END) AS after_30_minutes,
  count(DISTINCT CASE WHEN created_at < change_time - INTERVAL '6' HOUR THEN change_id END) AS after_6_hours,
  count(DISTINCT CASE WHEN created_at < change_time - INTERVAL '1' DAY THEN change_id END) AS after_1_day,
  count(DISTINCT CASE WHEN updated_at < change_time - INTERVAL '5' MINUTE THEN change_id END) AS clock_behind_5_minutes
FROM orders_changes
WHERE dt BETWEEN :from_dt AND :to_dt
  AND change_type <> 'remove'
GROUP BY dt, status
ORDER BY dt, status NULLS LAST
