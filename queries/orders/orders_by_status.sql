-- name: orders_by_status
-- description: How many orders are in which state now, and since when the oldest of them has not moved
SELECT
  status,
  count(*) AS orders,
  count(*) FILTER (WHERE is_gift) AS gifts,
  min(created_at) AS first_placed,
  min(change_time) AS longest_unchanged,
  max(change_time) AS last_changed
FROM orders
GROUP BY status
ORDER BY orders DESC, status NULLS LAST
