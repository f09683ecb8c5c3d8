-- name: waiting_orders
-- description: Orders that should have moved on: unchanged in a state for some hours at a moment (UTC), the longest wait first
-- param: moment  timestamp = '2026-11-20 00:00:00'
-- param: status  string = 'paid'       enum=new|paid|packed|shipped
-- param: hours   integer = 2           min=0
-- param: n       integer = 20          min=1  max=1000
SELECT
  order_id,
  customer_id,
  status,
  change_time AS unchanged_since,
  date_diff('hour', change_time, :moment) AS hours,
  amount,
  coalesce(currency, 'USD') AS currency,
  contains(coalesce(tags, ARRAY[]), 'vip') AS is_vip
FROM orders
WHERE status = :status
  AND date_diff('hour', change_time, :moment) >= :hours
ORDER BY unchanged_since, order_id
LIMIT :n
