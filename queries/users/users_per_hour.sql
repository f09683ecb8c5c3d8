-- name: users_per_hour
-- description: When people are active: days, sessions and known people by weekday (1 is Monday) and hour of the day, UTC
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
SELECT
  day_of_week(change_time) AS weekday,
  hour(change_time) AS hour_of_day,
  count(DISTINCT dt) AS days,
  count(*) AS events,
  count(DISTINCT session_id) AS sessions,
  count(DISTINCT user_id) AS known_users
FROM user_events
WHERE dt BETWEEN :from_dt AND :to_dt
GROUP BY day_of_week(change_time), hour(change_time)
ORDER BY weekday, hour_of_day
