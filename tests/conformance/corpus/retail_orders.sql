-- Shop orders: baskets, refunds, discounts, best sellers, repeat customers, promotions and vouchers.

-- case: best_sellers_per_category_with_ties
-- note: rank over sums, ties at the border kept, products never sold shown with zero
WITH products(sku, category, name) AS (
  VALUES ('A1', 'toys', 'Robot'), ('A2', 'toys', 'Kite'), ('A3', 'toys', 'Ball'), ('B1', 'books', 'Atlas'), ('B2', 'books', 'Novel'), ('C1', NULL, 'Mystery box')
),
lines(order_id, sku, qty, price) AS (
  VALUES (1, 'A1', 2, 19.90), (1, 'A2', 1, 39.80), (2, 'A3', 4, 2.50), (2, 'B1', 1, 45.00), (3, 'B1', 1, 40.00), (4, 'X9', 1, 1.00)
),
revenue AS (
  SELECT p.category, p.sku, p.name, coalesce(sum(l.qty * l.price), 0) AS rev, coalesce(sum(l.qty), 0) AS units
  FROM products p
  LEFT JOIN lines l ON l.sku = p.sku
  GROUP BY p.category, p.sku, p.name
),
ranked AS (
  SELECT *, rank() OVER (PARTITION BY category ORDER BY rev DESC) AS rk FROM revenue
)
SELECT coalesce(category, '(none)') AS category, rk, name, rev, units
FROM ranked
WHERE rk <= 2
ORDER BY 1, rk, name

-- case: refund_rate_by_month
-- note: refunds aggregated apart, joined back to orders, months by text
WITH orders(id, placed, total) AS (
  VALUES (1, TIMESTAMP '2026-01-31 23:59:59', 100.00), (2, TIMESTAMP '2026-02-01 00:00:00', 50.00), (3, TIMESTAMP '2026-02-10 10:00:00', 0.00), (4, TIMESTAMP '2026-02-28 18:00:00', 75.25)
),
refunds(order_id, amount) AS (VALUES (1, 20.00), (1, 30.00), (4, 75.25), (9, 1.00)),
r AS (SELECT order_id, sum(amount) AS refunded, count(*) AS n FROM refunds GROUP BY order_id)
SELECT substr(CAST(date(o.placed) AS varchar), 1, 7) AS month,
       count(*) AS orders,
       sum(o.total) AS gross,
       sum(coalesce(r.refunded, 0)) AS refunds,
       sum(o.total) - sum(coalesce(r.refunded, 0)) AS net,
       count(r.order_id) * 100.0 / count(*) AS refunded_pct
FROM orders o
LEFT JOIN r ON r.order_id = o.id
GROUP BY 1
ORDER BY month DESC

-- case: pairs_bought_together
-- note: self join with a.sku < b.sku, support and confidence from scalar subqueries
WITH b(basket, sku) AS (
  VALUES (1, 'bread'), (1, 'milk'), (1, 'eggs'), (2, 'bread'), (2, 'milk'), (3, 'milk'), (3, 'eggs'), (4, 'bread'), (4, 'milk'), (4, 'milk')
),
d AS (SELECT DISTINCT basket, sku FROM b)
SELECT x.sku AS a, y.sku AS b, count(*) AS together,
       round(count(*) / CAST((SELECT count(DISTINCT basket) FROM d) AS double), 3) AS support,
       round(1.0 * count(*) / (SELECT count(*) FROM d z WHERE z.sku = 'milk'), 3) AS vs_milk
FROM d x
JOIN d y ON x.basket = y.basket AND x.sku < y.sku
GROUP BY x.sku, y.sku
HAVING count(*) >= 2
ORDER BY together DESC, a, b

-- case: second_order_within_30_days
-- note: nth order per customer by row_number pivoted with max CASE
WITH o(cust, order_no, d) AS (
  VALUES ('k1', 11, DATE '2026-01-01'), ('k1', 12, DATE '2026-01-31'), ('k1', 15, DATE '2026-02-01'), ('k2', 13, DATE '2026-01-05'),
         ('k3', 14, DATE '2026-01-10'), ('k3', 16, DATE '2026-02-10'), (NULL, 17, DATE '2026-02-10')
),
n AS (
  SELECT cust, d, row_number() OVER (PARTITION BY cust ORDER BY d, order_no) AS nth
  FROM o
  WHERE cust IS NOT NULL
)
SELECT cust,
       max(CASE WHEN nth = 1 THEN d END) AS first_order,
       max(CASE WHEN nth = 2 THEN d END) AS second_order,
       date_diff('day', max(CASE WHEN nth = 1 THEN d END), max(CASE WHEN nth = 2 THEN d END)) <= 30 AS fast_repeat
FROM n
GROUP BY cust
ORDER BY cust

-- case: discount_codes_normalised
SELECT upper(trim(code)) AS code, count(*) AS uses, sum(discount) AS given, max(discount) AS biggest
FROM (VALUES ('spring10', 5.00), (' SPRING10 ', 4.55), ('Vip', NULL), ('vip', 20), ('', 1.00)) AS t(code, discount)
WHERE trim(code) <> ''
GROUP BY upper(trim(code))
ORDER BY given DESC, code

-- case: order_value_bands
-- note: bands from width_bucket with labels from an array, empty bands by a left join
WITH bands(b, label) AS (VALUES (0, '<10'), (1, '10-49'), (2, '50-99'), (3, '100+')),
orders(id, total) AS (VALUES (1, 9.99e0), (2, 10e0), (3, 49.99e0), (4, 100e0), (5, 1e3), (6, -5e0))
SELECT b.label, count(o.id) AS orders, coalesce(round(sum(o.total), 2), 0) AS total
FROM bands b
LEFT JOIN orders o ON width_bucket(o.total, ARRAY[10e0, 50e0, 100e0]) = b.b
GROUP BY b.b, b.label
ORDER BY b.b

-- case: cumulative_share_of_customers
-- note: pareto table: running share of revenue and of customers, letter classes
WITH r(cust, rev) AS (VALUES ('a', 500), ('b', 300), ('c', 100), ('d', 60), ('e', 40), ('f', 0)),
p AS (
  SELECT cust, rev,
         sum(rev) OVER (ORDER BY rev DESC, cust ROWS UNBOUNDED PRECEDING) AS run,
         sum(rev) OVER () AS total,
         row_number() OVER (ORDER BY rev DESC, cust) AS pos,
         count(*) OVER () AS n
  FROM r
)
SELECT cust, rev, run * 100 / total AS run_pct, pos * 100 / n AS cust_pct,
       CASE WHEN run <= total * 0.8 THEN 'A' WHEN run <= total * 0.95 THEN 'B' ELSE 'C' END AS class
FROM p
ORDER BY pos

-- case: daily_sales_vs_same_weekday
-- note: date spine, zero days, comparison with seven days before by self join
WITH sales(d, amt) AS (
  VALUES (DATE '2026-05-01', 100), (DATE '2026-05-02', 250), (DATE '2026-05-08', 130), (DATE '2026-05-08', 20), (DATE '2026-05-10', 70)
),
spine AS (SELECT d FROM UNNEST(sequence(DATE '2026-05-01', DATE '2026-05-10')) AS s(d)),
daily AS (
  SELECT spine.d, coalesce(sum(amt), 0) AS amt
  FROM spine LEFT JOIN sales ON sales.d = spine.d
  GROUP BY spine.d
)
SELECT cur.d, date_format(cur.d, '%a') AS dow, cur.amt, prev.amt AS week_before,
       CASE WHEN prev.amt = 0 THEN NULL ELSE round((cur.amt - prev.amt) * 100e0 / prev.amt, 1) END AS change_pct
FROM daily cur
JOIN daily prev ON prev.d = cur.d - INTERVAL '7' DAY
ORDER BY cur.d

-- case: customers_who_bought_both_not_third
-- note: set operators over keys, then names joined
WITH c(id, name) AS (VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cid'), (4, 'Dee')),
p(id, item) AS (VALUES (1, 'tea'), (1, 'cup'), (2, 'tea'), (2, 'cup'), (2, 'pot'), (3, 'tea'), (4, 'cup'), (4, 'tea'), (4, 'tea'))
SELECT c.name
FROM c
WHERE c.id IN (
  SELECT id FROM p WHERE item = 'tea'
  INTERSECT
  SELECT id FROM p WHERE item = 'cup'
  EXCEPT
  SELECT id FROM p WHERE item = 'pot'
)
ORDER BY c.name DESC

-- case: latest_price_per_sku_and_order_margin
-- note: correlated lookup of the price list by greatest date not after the order
WITH price(sku, since, cost) AS (
  VALUES ('p', DATE '2026-01-01', 4.00), ('p', DATE '2026-02-01', 4.40), ('q', DATE '2026-01-15', 11.00)
),
sold(id, sku, d, unit_price, qty) AS (
  VALUES (1, 'p', DATE '2026-01-31', 6.00, 3), (2, 'p', DATE '2026-02-01', 6.00, 1), (3, 'q', DATE '2026-01-01', 15.00, 2), (4, 'q', DATE '2026-03-01', 10.00, 5)
),
matched AS (
  SELECT s.id, s.sku, s.qty, s.unit_price, p.cost,
         row_number() OVER (PARTITION BY s.id ORDER BY p.since DESC) AS rn
  FROM sold s LEFT JOIN price p ON p.sku = s.sku AND p.since <= s.d
)
SELECT id, sku, qty * (unit_price - cost) AS margin,
       CAST(100 * (unit_price - cost) / unit_price AS decimal(5, 1)) AS margin_pct
FROM matched
WHERE rn = 1
ORDER BY margin NULLS FIRST, id

-- case: gift_cards_outstanding
-- note: issued less redeemed from two unioned sources, negatives flagged
SELECT card, sum(amt) AS balance, sum(amt) < 0 AS overdrawn, min(d) AS first_use
FROM (
  SELECT card, amount AS amt, d FROM (VALUES ('g1', 50.00, DATE '2026-01-01'), ('g2', 25.00, DATE '2026-01-02')) AS i(card, amount, d)
  UNION ALL
  SELECT card, -amount, d FROM (VALUES ('g1', 12.50, DATE '2026-01-03'), ('g2', 25.01, DATE '2026-02-01'), ('g1', 12.50, DATE '2026-01-03')) AS r(card, amount, d)
) x
GROUP BY card
ORDER BY balance DESC

-- case: basket_size_histogram_text
SELECT items, count(*) AS baskets, rpad('', CAST(count(*) AS integer), '#') AS bar
FROM (SELECT basket, count(*) AS items FROM (VALUES 1, 1, 2, 3, 3, 4, 5, 5, 5) AS t(basket) GROUP BY basket)
GROUP BY items
ORDER BY items

-- case: voucher_applied_to_cheapest_line
-- note: one line per order gets the rebate, ties by line number, UNION totals
WITH l(o, ln, amt) AS (VALUES (1, 1, 10.00), (1, 2, 4.00), (1, 3, 4.00), (2, 1, 8.00), (3, 1, 3.99), (3, 2, 99.00)),
v(o, off) AS (VALUES (1, 5.00), (3, 1.00)),
c AS (
  SELECT l.o, l.ln, l.amt, v.off, row_number() OVER (PARTITION BY l.o ORDER BY l.amt, l.ln) AS cheap
  FROM l LEFT JOIN v ON l.o = v.o
),
net AS (SELECT o, ln, amt - IF(cheap = 1, LEAST(coalesce(off, 0), amt), 0) AS net FROM c)
SELECT CAST(o AS varchar) AS o, CAST(ln AS varchar) AS ln, net FROM net
UNION ALL
SELECT CAST(o AS varchar), 'total', sum(net) FROM net GROUP BY o
ORDER BY 1, 2

-- case: distinct_customers_growing
-- note: cumulative distinct customers through first-seen dates
WITH o(d, cust) AS (VALUES (DATE '2026-01-01', 'a'), (DATE '2026-01-01', 'b'), (DATE '2026-01-02', 'a'), (DATE '2026-01-03', 'c'), (DATE '2026-01-03', 'b'), (DATE '2026-01-05', NULL)),
firsts AS (SELECT cust, min(d) AS d0 FROM o WHERE cust IS NOT NULL GROUP BY cust)
SELECT x.d, count(DISTINCT o.cust) AS todays, (SELECT count(*) FROM firsts WHERE firsts.d0 <= x.d) AS ever
FROM (SELECT DISTINCT d FROM o) x
JOIN o ON o.d = x.d
GROUP BY x.d
ORDER BY x.d

-- case: shopify_line_items_payload
-- note: JSON of an order: line items, tax lines, shipping; cast from JSON to rows
WITH raw(payload) AS (
  VALUES '{"id":450789469,"name":"#1001","currency":"USD","line_items":[{"sku":"IPOD-P","quantity":2,"price":"199.00","tax_lines":[{"title":"State","rate":0.06,"price":"23.88"}]},{"sku":null,"quantity":1,"price":"9.50","tax_lines":[]}],"customer":{"id":207119551,"tags":"loyal, vip"}}',
         '{"id":450789470,"name":"#1002","currency":"EUR","line_items":[],"customer":null}'
)
SELECT json_extract_scalar(payload, '$.name') AS order_name,
       i.n AS line,
       json_extract_scalar(i.item, '$.sku') AS sku,
       CAST(json_extract_scalar(i.item, '$.price') AS decimal(10, 2)) * CAST(json_extract_scalar(i.item, '$.quantity') AS integer) AS gross,
       json_array_length(json_extract(i.item, '$.tax_lines')) AS taxes,
       CAST(json_extract_scalar(i.item, '$.tax_lines[0].rate') AS double) AS rate
FROM raw
LEFT JOIN UNNEST(CAST(json_extract(payload, '$.line_items') AS array(json))) WITH ORDINALITY AS i(item, n) ON TRUE
ORDER BY order_name, line NULLS FIRST

-- case: count_distinct_of_two_columns
-- fails: count(DISTINCT a, b) takes one argument only
SELECT count(DISTINCT cust, sku) AS pairs
FROM (VALUES ('a', 1), ('a', 1), ('b', 1)) AS t(cust, sku)

-- case: abandoned_checkouts
-- note: carts with no order of the same customer within two hours
WITH carts(id, cust, at) AS (
  VALUES (1, 'a', TIMESTAMP '2026-01-01 10:00:00.000'), (2, 'b', TIMESTAMP '2026-01-01 11:00:00.500'), (3, 'a', TIMESTAMP '2026-01-02 09:00:00.000'), (4, NULL, TIMESTAMP '2026-01-02 09:30:00.000')
),
orders(cust, at) AS (VALUES ('a', TIMESTAMP '2026-01-01 12:00:00.000'), ('b', TIMESTAMP '2026-01-01 13:00:00.501'), ('a', TIMESTAMP '2026-01-02 08:59:59.999'))
SELECT id, cust, at + INTERVAL '2' HOUR AS deadline
FROM carts c
WHERE NOT EXISTS (
  SELECT 1 FROM orders o
  WHERE o.cust = c.cust
    AND o.at >= c.at
    AND o.at <= c.at + INTERVAL '2' HOUR
)
ORDER BY id

-- case: store_scorecard
-- note: four measures of several tables per store, each ranked, ranks averaged to a score with a total order
WITH store(id, city, opened) AS (
  VALUES (1, 'Lyon', DATE '2020-05-01'), (2, 'Nice', DATE '2024-11-15'), (3, 'Metz', DATE '2025-12-31'), (4, 'Brest', NULL)
),
sale(store, d, amt, items) AS (
  VALUES (1, DATE '2026-01-02', 120.00, 4), (1, DATE '2026-01-03', 80.50, 3), (2, DATE '2026-01-02', 310.00, 2),
         (3, DATE '2026-01-05', 15.25, 1), (3, DATE '2026-01-05', 0.00, 1), (2, DATE '2026-01-09', -40.00, -1)
),
visit(store, d, visitors) AS (
  VALUES (1, DATE '2026-01-02', 40), (1, DATE '2026-01-03', 35), (2, DATE '2026-01-02', 12), (3, DATE '2026-01-05', 30), (4, DATE '2026-01-05', 9)
),
s AS (
  SELECT store, sum(amt) AS revenue, sum(items) AS items, count(*) FILTER (WHERE amt > 0) AS baskets
  FROM sale GROUP BY store
),
v AS (SELECT store, sum(visitors) AS visitors FROM visit GROUP BY store),
m AS (
  SELECT st.id, st.city,
         coalesce(s.revenue, 0) AS revenue,
         round(s.revenue / nullif(s.baskets, 0), 2) AS basket_value,
         s.items * 1e0 / s.baskets AS items_per_basket,
         coalesce(s.baskets, 0) * 1e2 / v.visitors AS conversion
  FROM store st
  LEFT JOIN s ON s.store = st.id
  LEFT JOIN v ON v.store = st.id
),
r AS (
  SELECT m.*,
         rank() OVER (ORDER BY revenue DESC) AS r_rev,
         rank() OVER (ORDER BY basket_value DESC NULLS LAST) AS r_basket,
         rank() OVER (ORDER BY conversion DESC NULLS LAST) AS r_conv
  FROM m
)
SELECT city, revenue, basket_value, round(items_per_basket, 2) AS ipb, round(conversion, 2) AS conversion,
       CAST(r_rev + r_basket + r_conv AS decimal(5, 2)) / 3 AS score,
       CASE WHEN r_rev = 1 AND r_conv = 1 THEN 'star' WHEN basket_value IS NULL THEN 'no sales' ELSE '' END AS note
FROM r
ORDER BY score, city
