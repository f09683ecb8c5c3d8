-- name: funnel_steps
-- description: Sessions that viewed, then put into the cart, then bought, in this order, and how many are lost at each step
-- param: from_dt   string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt     string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: platform  string? = null         enum=web|ios|android
WITH sessions AS (
  -- Numbers of events sort by time within their session, also when a device was offline.
  SELECT
    min(event_id) FILTER (WHERE event_type = 'view') AS view_id,
    array_agg(event_id) FILTER (WHERE event_type = 'cart') AS carts,
    array_agg(event_id) FILTER (WHERE event_type = 'purchase') AS purchases
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND (CAST(:platform AS varchar) IS NULL OR platform = CAST(:platform AS varchar))
  GROUP BY session_id
),
carted AS (
  SELECT view_id, array_min(filter(carts, id -> id > view_id)) AS cart_id, purchases
  FROM sessions
),
totals AS (
  SELECT
    count(view_id) AS views,
    ARRAY[
      count(view_id),
      count(cart_id),
      count(array_min(filter(purchases, id -> id > cart_id)))
    ] AS sessions
  FROM carted
),
steps AS (
  SELECT s.step, s.name, s.sessions, t.views, lag(s.sessions) OVER (ORDER BY s.step) AS before
  FROM totals AS t
  CROSS JOIN UNNEST(ARRAY['view', 'cart', 'purchase'], t.sessions) WITH ORDINALITY AS s (name, sessions, step)
)
SELECT
  step,
  name,
  sessions,
  round(CAST(100 AS double) * sessions / nullif(views, 0), 2) AS percent_of_first,
  before - sessions AS lost,
  round(CAST(100 AS double) * (before - sessions) / nullif(before, 0), 2) AS percent_lost
FROM steps
ORDER BY step
