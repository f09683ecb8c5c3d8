-- name: hourly_changes
-- description: Changes of orders per hour, by what happened; each change counts once however often it arrived
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
SELECT
  date_trunc('hour', change_time) AS hour_start,
  count(DISTINCT change_id) AS changes,
  count(DISTINCT CASE WHEN change_type = 'insert' THEN change_id END) AS placed,
  count(DISTINCT CASE WHEN change_type = 'modify' THEN change_id END) AS modified,
  count(DISTINCT CASE WHEN change_type = 'remove' AND NOT change_expired THEN change_id END) AS removed,
  count(DISTINCT CASE WHEN change_expired THEN change_id END) AS expired
FROM orders_changes
WHERE dt BETWEEN :from_dt AND :to_dt
GROUP BY date_trunc('hour', change_time)
ORDER BY hour_start
