-- name: sessions
-- description: Sessions by platform: how many, how long (half of them at most, nine in ten at most), how many end after one event, and
-- description: how many buy
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
WITH sessions AS (
  SELECT
    session_id,
    min(platform) AS platform,
    count(*) AS events,
    count_if(event_type = 'purchase') AS purchases,
    date_diff('second', min(change_time), max(change_time)) AS seconds
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
  GROUP BY session_id
),
ranked AS (
  SELECT
    platform,
    events,
    purchases,
    seconds,
    row_number() OVER (PARTITION BY platform ORDER BY seconds) AS place,
    count(*) OVER (PARTITION BY platform) AS sessions
  FROM sessions
)
SELECT
  platform,
  count(*) AS sessions,
  sum(events) AS events,
  round(CAST(sum(events) AS double) / count(*), 2) AS events_per_session,
  min(CASE WHEN place * 2 >= sessions THEN seconds END) AS half_within_seconds,
  min(CASE WHEN place * 10 >= sessions * 9 THEN seconds END) AS nine_in_ten_within_seconds,
  round(CAST(100 AS double) * count_if(events = 1) / count(*), 2) AS percent_one_event,
  round(CAST(100 AS double) * count_if(purchases > 0) / count(*), 2) AS percent_bought
FROM ranked
GROUP BY platform
ORDER BY count(*) DESC, platform NULLS LAST
