-- name: revenue_per_day
-- description: Paid orders and what they come to, per day they were placed and currency
-- param: from_day  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_day    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
SELECT
  CAST(created_at AS date) AS day,
  coalesce(currency, 'USD') AS currency,
  count(*) AS orders,
  sum(amount) AS revenue,
  sum(coalesce(discount, CAST('0' AS decimal(12,2)))) AS discounts,
  max(amount) AS largest
FROM orders
WHERE status IN ('paid', 'packed', 'shipped', 'delivered')
  AND CAST(created_at AS date) >= CAST(:from_day AS date)
  AND CAST(created_at AS date) <= CAST(:to_day AS date)
GROUP BY CAST(created_at AS date), coalesce(currency, 'USD')
ORDER BY day, currency
