-- name: kept_aside
-- description: Changes with attributes that no column declares, or that did not fit their column, per day and table
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
SELECT
  dt,
  'orders' AS table_name,
  count(DISTINCT change_id) AS changes,
  count(DISTINCT CASE WHEN undeclared IS NOT NULL THEN change_id END) AS with_undeclared,
  count(DISTINCT CASE WHEN rescued IS NOT NULL THEN change_id END) AS with_rescued,
  min(undeclared) AS example_undeclared,
  min(rescued) AS example_rescued
FROM orders_changes
WHERE dt BETWEEN :from_dt AND :to_dt
GROUP BY dt
UNION ALL
SELECT
  dt,
  'user_events' AS table_name,
  count(DISTINCT change_id) AS changes,
  count(DISTINCT CASE WHEN undeclared IS NOT NULL THEN change_id END) AS with_undeclared,
  count(DISTINCT CASE WHEN rescued IS NOT NULL THEN change_id END) AS with_rescued,
  min(undeclared) AS example_undeclared,
  min(rescued) AS example_rescued
FROM user_events_changes
WHERE dt BETWEEN :from_dt AND :to_dt
GROUP BY dt
ORDER BY dt, table_name
