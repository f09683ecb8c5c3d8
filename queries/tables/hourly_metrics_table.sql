-- name: hourly_metrics_table
-- description: The table hourly_metrics: events, sessions, people and revenue (US dollars) per hour of arrival and type of event
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- materialize: hourly_metrics partition=dt key=hour_start,event_type
SELECT
  dt,
  date_trunc('hour', change_time) AS hour_start,
  event_type,
  count(*) AS events,
  count(DISTINCT session_id) AS sessions,
  count(DISTINCT user_id) AS known_users,
  sum(CASE WHEN event_type = 'purchase' THEN price * quantity END) AS revenue
FROM user_events
WHERE dt BETWEEN :from_dt AND :to_dt
GROUP BY dt, date_trunc('hour', change_time), event_type
ORDER BY dt, hour_start, event_type NULLS LAST
