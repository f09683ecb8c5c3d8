-- name: stuck_orders
-- description: Orders that were paid so many hours ago and are not packed yet, counted back from the newest change in the lake
-- param: hours  integer = 5  min=1
-- alert: when rows > 0
WITH newest AS (
  SELECT max(change_time) AS moment
  FROM orders_changes
)
SELECT
  o.order_id,
  o.customer_id,
  o.amount,
  coalesce(o.currency, 'USD') AS currency,
  o.change_time AS paid_at,
  date_diff('hour', o.change_time, n.moment) AS hours_waiting
FROM orders AS o
CROSS JOIN newest AS n
WHERE o.status = 'paid'
  AND date_diff('hour', o.change_time, n.moment) >= :hours
ORDER BY o.change_time, o.order_id
