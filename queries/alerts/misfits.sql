-- name: misfits
-- description: Changes with an attribute that did not fit its column, per day and table: a service that writes another type than it did
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- alert: when percent > 1
WITH changes AS (
  SELECT 'orders_changes' AS table_name, dt, change_id, rescued
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
  UNION ALL
  SELECT 'user_events_changes' AS table_name, dt, change_id, rescued
  FROM user_events_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
)
SELECT
  table_name,
  dt,
  count(DISTINCT change_id) AS changes,
  count(DISTINCT CASE WHEN rescued IS NOT NULL THEN change_id END) AS misfits,
  round(
    CAST(100 AS double) * count(DISTINCT CASE WHEN rescued IS NOT NULL THEN change_id END) / count(DISTINCT change_id),
    2
  ) AS percent
FROM changes
GROUP BY table_name, dt
ORDER BY dt, table_name
