-- name: funnel_steps
-- description: Sessions that viewed, then put into the cart, then bought, in this order, and how many are lost at each step
-- param: from_dt   string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt     string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: platform  string? = null         enum=web|ios|android
WITH viewed AS (
  -- Numbers of events sort by time within their session, also when a device was offline.
  SELECT
    session_id,
    event_id,
    event_type,
    min(CASE WHEN event_type = 'view' THEN event_id END) OVER (PARTITION BY session_id) AS view_id
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND (CAST(:platform AS varchar) IS NULL OR platform = CAST(:platform AS varchar))
),
carted AS (
  SELECT
    session_id,
    event_id,
    event_type,
    view_id,
    min(CASE WHEN event_type = 'cart' AND event_id > view_id THEN event_id END) OVER (PARTITION BY session_id) AS cart_id
  FROM viewed
),
sessions AS (
  SELECT
    session_id,
    min(view_id) AS view_id,
    min(cart_id) AS cart_id,
    min(CASE WHEN event_type = 'purchase' AND event_id > cart_id THEN event_id END) AS purchase_id
  FROM carted
  GROUP BY session_id
),
totals AS (
  SELECT ARRAY[count(view_id), count(cart_id), count(purchase_id)] AS sessions
  FROM sessions
)
SELECT
  s.step,
  s.name,
  s.sessions,
  round(CAST(100 AS double) * s.sessions / nullif(first_value(s.sessions) OVER (ORDER BY s.step), 0), 2) AS percent_of_first,
  lag(s.sessions) OVER (ORDER BY s.step) - s.sessions AS lost,
  round(
    CAST(100 AS double) * (lag(s.sessions) OVER (ORDER BY s.step) - s.sessions)
      / nullif(lag(s.sessions) OVER (ORDER BY s.step), 0),
    2
  ) AS percent_lost
FROM totals AS t
CROSS JOIN UNNEST(ARRAY['view', 'cart', 'purchase'], t.sessions) WITH ORDINALITY AS s (name, sessions, step)
ORDER BY s.step
