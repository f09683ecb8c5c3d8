-- name: anomalies
-- description: Hours with far more or fewer events than the same hour of the other days, by type of event: z-score from mean and standard
-- description: deviation
-- param: from_dt    string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt      string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: min_score  double = 2.0           min=0
WITH counted AS (
  SELECT date_trunc('hour', change_time) AS hour_start, event_type, count(*) AS events
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
  GROUP BY date_trunc('hour', change_time), event_type
),
filled AS (
  -- An hour without any event is one of the numbers, too.
  SELECT h.hour_start, t.event_type, coalesce(c.events, 0) AS events
  FROM UNNEST(
    sequence(CAST(:from_dt AS timestamp), date_add('hour', 23, CAST(:to_dt AS timestamp)), INTERVAL '1' HOUR)
  ) AS h (hour_start)
  CROSS JOIN UNNEST(ARRAY['view', 'cart', 'purchase']) AS t (event_type)
  LEFT JOIN counted AS c
    ON c.hour_start = h.hour_start
    AND c.event_type = t.event_type
),
scored AS (
  SELECT
    hour_start,
    event_type,
    events,
    avg(events) OVER (PARTITION BY event_type, hour(hour_start)) AS mean,
    stddev_samp(events) OVER (PARTITION BY event_type, hour(hour_start)) AS deviation
  FROM filled
)
SELECT
  hour_start,
  event_type,
  events,
  round(mean, 2) AS mean,
  round(deviation, 2) AS deviation,
  round((events - mean) / deviation, 2) AS score
FROM scored
WHERE deviation > 0
  AND abs(events - mean) >= :min_score * deviation
ORDER BY abs(score) DESC, hour_start, event_type
