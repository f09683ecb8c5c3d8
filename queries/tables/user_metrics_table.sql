-- name: user_metrics_table
-- description: The table user_metrics: events, sessions, active hours, purchases, spending (US dollars), first and last seen, per person and day
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- materialize: user_metrics partition=dt key=user_id
SELECT
  dt,
  user_id,
  count(*) AS events,
  count(DISTINCT session_id) AS sessions,
  count(DISTINCT date_trunc('hour', change_time)) AS active_hours,
  count_if(event_type = 'purchase') AS purchases,
  sum(CASE WHEN event_type = 'purchase' THEN price * quantity END) AS spent,
  min(change_time) AS first_seen,
  max(change_time) AS last_seen
FROM user_events
WHERE dt BETWEEN :from_dt AND :to_dt
  AND user_id IS NOT NULL
GROUP BY dt, user_id
ORDER BY dt, user_id
