-- name: views_by_category_and_hour
-- description: When people look at what: product views by category and hour of the day (UTC)
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
SELECT
  category,
  date_format(change_time, '%H') AS hour_of_day,
  count(*) AS views
FROM user_events
WHERE dt BETWEEN :from_dt AND :to_dt
  AND event_type = 'view'
  AND category IS NOT NULL
GROUP BY category, date_format(change_time, '%H')
ORDER BY category, hour_of_day
