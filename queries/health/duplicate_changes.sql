-- name: duplicate_changes
-- description: Changes that are in the lake more than once, per day and table: delivery is at least once, and every query here counts them once
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
WITH copies AS (
  SELECT 'orders_changes' AS table_name, dt, change_id, count(*) AS copies
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
  GROUP BY dt, change_id
  UNION ALL
  SELECT 'user_events_changes' AS table_name, dt, change_id, count(*) AS copies
  FROM user_events_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
  GROUP BY dt, change_id
)
SELECT
  dt,
  table_name,
  count(*) AS changes,
  sum(copies) AS row_count,
  count_if(copies > 1) AS repeated_changes,
  max(copies) AS most_copies,
  round(CAST(100 AS double) * (sum(copies) - count(*)) / sum(copies), 2) AS percent_superfluous
FROM copies
GROUP BY dt, table_name
ORDER BY dt, table_name
