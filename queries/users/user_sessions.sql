-- name: user_sessions
-- description: Visits of known people, newest first: events with less than some minutes between them, on whatever devices
-- param: from_dt       string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt         string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: user_id       string? = null
-- param: gap_minutes   integer = 30           min=1  max=1440
-- param: n             integer = 20           min=1  max=1000
WITH events AS (
  SELECT
    user_id,
    session_id,
    event_id,
    event_type,
    platform,
    change_time,
    lag(change_time) OVER (PARTITION BY user_id ORDER BY change_time, session_id, event_id) AS before
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND user_id IS NOT NULL
    AND (CAST(:user_id AS varchar) IS NULL OR user_id = CAST(:user_id AS varchar))
),
numbered AS (
  SELECT
    user_id,
    event_type,
    platform,
    change_time,
    sum(CASE WHEN before IS NULL OR date_diff('minute', before, change_time) >= :gap_minutes THEN 1 ELSE 0 END)
      OVER (PARTITION BY user_id ORDER BY change_time, session_id, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS visit
  FROM events
)
SELECT
  user_id,
  visit,
  min(change_time) AS started,
  max(change_time) AS ended,
  date_diff('second', min(change_time), max(change_time)) AS seconds,
  count(*) AS events,
  count_if(event_type = 'purchase') AS purchases,
  count(DISTINCT platform) AS platforms
FROM numbered
GROUP BY user_id, visit
ORDER BY ended DESC, user_id, visit DESC
LIMIT :n
