-- name: late_events
-- description: Events that reached the table long after they happened: devices that were offline, by platform and day of arrival
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
SELECT
  dt,
  platform,
  count(*) AS events,
  count(*) FILTER (WHERE event_time < change_time - INTERVAL '10' MINUTE) AS late_10_minutes,
  count(*) FILTER (WHERE event_time < change_time - INTERVAL '1' HOUR) AS late_1_hour,
  count(*) FILTER (WHERE event_time < change_time - INTERVAL '6' HOUR) AS late_6_hours,
  count(*) FILTER (WHERE CAST(event_time AS date) < CAST(dt AS date)) AS of_an_earlier_day,
  min(event_time) AS earliest
FROM user_events
WHERE dt BETWEEN :from_dt AND :to_dt
GROUP BY dt, platform
ORDER BY dt, platform NULLS LAST
