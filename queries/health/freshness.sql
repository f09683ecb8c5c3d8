-- name: freshness
-- description: How far each table of changes lags behind a moment (UTC; null is now), and whether that is too far
-- param: from_dt      string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: moment       timestamp? = '2026-11-20 00:00:00'
-- param: max_minutes  integer = 30           min=1
WITH tables AS (
  SELECT
    'orders_changes' AS table_name,
    max(dt) AS newest_dt,
    min(change_time) AS oldest_change,
    max(change_time) AS newest_change,
    count(DISTINCT change_id) AS changes
  FROM orders_changes
  WHERE dt >= :from_dt
  UNION ALL
  SELECT
    'user_events_changes' AS table_name,
    max(dt) AS newest_dt,
    min(change_time) AS oldest_change,
    max(change_time) AS newest_change,
    count(DISTINCT change_id) AS changes
  FROM user_events_changes
  WHERE dt >= :from_dt
),
lags AS (
  SELECT
    table_name,
    newest_dt,
    oldest_change,
    newest_change,
    changes,
    date_diff('minute', newest_change, coalesce(:moment, CAST(current_timestamp AS timestamp))) AS minutes_behind
  FROM tables
)
SELECT
  table_name,
  newest_dt,
  oldest_change,
  newest_change,
  changes,
  minutes_behind,
  coalesce(minutes_behind > :max_minutes, true) AS is_stale
FROM lags
ORDER BY table_name
