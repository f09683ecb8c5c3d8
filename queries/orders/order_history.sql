-- name: order_history
-- description: What happened to one order, newest first; without an order, to the one that changed most
-- param: order_id  string? = null
-- param: from_dt   string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt     string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: n         integer = 20           min=1  max=1000
WITH busiest AS (
  SELECT order_id
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
  GROUP BY order_id
  ORDER BY count(DISTINCT change_id) DESC, order_id
  LIMIT 1
),
history AS (
  SELECT DISTINCT order_id, change_sequence, change_id, change_time, change_type, change_expired, status, amount, version
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
)
SELECT
  h.order_id,
  h.change_time,
  h.change_type,
  h.change_expired,
  h.status,
  h.amount,
  h.version,
  h.change_id
FROM history AS h
CROSS JOIN busiest AS b
WHERE h.order_id = coalesce(CAST(:order_id AS varchar), b.order_id)
ORDER BY date_trunc('second', h.change_time) DESC, h.change_sequence DESC, h.change_id DESC
LIMIT :n
