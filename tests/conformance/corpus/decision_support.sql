-- Correlated subqueries as the decision support benchmarks have them.

-- case: tpch_02_minimum_cost
SELECT s.name, p.part FROM (VALUES (1, 'bolt'), (2, 'nut')) AS p(partkey, part) JOIN (VALUES (1, 10, 5.00), (1, 11, 4.00), (2, 10, 7.00)) AS ps(partkey, suppkey, cost) ON p.partkey = ps.partkey JOIN (VALUES (10, 'ann', 'eu'), (11, 'bob', 'us')) AS s(suppkey, name, region) ON s.suppkey = ps.suppkey WHERE ps.cost = (SELECT min(i.cost) FROM (VALUES (1, 10, 5.00), (1, 11, 4.00), (2, 10, 7.00)) AS i(partkey, suppkey, cost) JOIN (VALUES (10, 'eu'), (11, 'us')) AS j(suppkey, region) ON j.suppkey = i.suppkey WHERE i.partkey = p.partkey) ORDER BY p.part

-- case: tpch_04_late_lines
SELECT o.priority, count(*) AS n FROM (VALUES (1, 'high', DATE '2026-01-05'), (2, 'low', DATE '2026-01-06'), (3, 'high', DATE '2026-01-07')) AS o(orderkey, priority, placed) WHERE o.placed >= DATE '2026-01-01' AND EXISTS (SELECT * FROM (VALUES (1, DATE '2026-01-10', DATE '2026-01-12'), (2, DATE '2026-01-12', DATE '2026-01-10'), (3, DATE '2026-01-10', DATE '2026-01-11')) AS l(orderkey, committed, received) WHERE l.orderkey = o.orderkey AND l.committed < l.received) GROUP BY o.priority ORDER BY o.priority

-- case: tpch_17_small_quantity
SELECT sum(l.price) / 7.0 AS yearly FROM (VALUES (1, 1, 70.00), (1, 10, 700.00), (2, 5, 50.00)) AS l(partkey, quantity, price) JOIN (VALUES (1, 'brand'), (2, 'other')) AS p(partkey, brand) ON p.partkey = l.partkey WHERE p.brand = 'brand' AND l.quantity < (SELECT 0.5 * avg(i.quantity) FROM (VALUES (1, 1), (1, 10), (2, 5)) AS i(partkey, quantity) WHERE i.partkey = p.partkey)

-- case: tpch_20_excess_parts
SELECT s.name FROM (VALUES (10, 'ann'), (11, 'bob')) AS s(suppkey, name) WHERE s.suppkey IN (SELECT ps.suppkey FROM (VALUES (1, 10, 100), (1, 11, 3)) AS ps(partkey, suppkey, available) WHERE ps.partkey IN (SELECT p.partkey FROM (VALUES (1, 'forest')) AS p(partkey, name) WHERE p.name LIKE 'forest%') AND ps.available > (SELECT 0.5 * sum(l.quantity) FROM (VALUES (1, 10, 20), (1, 11, 30)) AS l(partkey, suppkey, quantity) WHERE l.partkey = ps.partkey AND l.suppkey = ps.suppkey)) ORDER BY s.name

-- case: tpch_21_waiting_suppliers
SELECT s.name, count(*) AS waits FROM (VALUES (10, 'ann'), (11, 'bob')) AS s(suppkey, name) JOIN (VALUES (1, 10, true), (1, 11, false), (2, 11, true)) AS a(orderkey, suppkey, late) ON s.suppkey = a.suppkey WHERE a.late AND EXISTS (SELECT * FROM (VALUES (1, 10, true), (1, 11, false), (2, 11, true)) AS b(orderkey, suppkey, late) WHERE b.orderkey = a.orderkey AND b.suppkey <> a.suppkey) AND NOT EXISTS (SELECT * FROM (VALUES (1, 10, true), (1, 11, false), (2, 11, true)) AS c(orderkey, suppkey, late) WHERE c.orderkey = a.orderkey AND c.suppkey <> a.suppkey AND c.late) GROUP BY s.name ORDER BY waits DESC, s.name

-- case: tpch_22_idle_customers
SELECT country, count(*) AS n, sum(balance) AS total FROM (SELECT substr(phone, 1, 2) AS country, balance FROM (VALUES (1, '13-1', 50.00), (2, '31-2', 90.00), (3, '13-3', 10.00)) AS c(custkey, phone, balance) WHERE substr(phone, 1, 2) IN ('13', '31') AND balance > (SELECT avg(balance) FROM (VALUES (1, '13-1', 50.00), (2, '31-2', 90.00), (3, '13-3', 10.00)) AS d(custkey, phone, balance) WHERE balance > 0.00) AND NOT EXISTS (SELECT * FROM (VALUES 1) AS o(custkey) WHERE o.custkey = c.custkey)) AS q GROUP BY country ORDER BY country

-- case: tpcds_01_above_store_average
WITH r AS (SELECT store, customer, sum(amount) AS total FROM (VALUES (1, 'a', 10.00), (1, 'b', 50.00), (2, 'a', 5.00)) AS t(store, customer, amount) GROUP BY store, customer) SELECT a.customer FROM r AS a WHERE a.total > (SELECT avg(b.total) * 1.2 FROM r AS b WHERE a.store = b.store) ORDER BY a.customer

-- case: tpcds_06_dear_items
SELECT i.category, count(*) AS n FROM (VALUES ('a', 10.00), ('a', 30.00), ('b', 5.00)) AS i(category, price) WHERE i.price > 1.2 * (SELECT avg(j.price) FROM (VALUES ('a', 10.00), ('a', 30.00), ('b', 5.00)) AS j(category, price) WHERE j.category = i.category) GROUP BY i.category

-- case: tpcds_10_either_channel
SELECT c.id FROM (VALUES 1, 2, 3) AS c(id) WHERE EXISTS (SELECT * FROM (VALUES 1, 2) AS s(cid) WHERE s.cid = c.id) AND (EXISTS (SELECT * FROM (VALUES 1) AS w(cid) WHERE w.cid = c.id) OR EXISTS (SELECT * FROM (VALUES 2, 3) AS k(cid) WHERE k.cid = c.id)) ORDER BY c.id

-- case: tpcds_16_several_warehouses
SELECT count(DISTINCT a.orderkey) AS n FROM (VALUES (1, 'w1'), (1, 'w2'), (2, 'w1')) AS a(orderkey, warehouse) WHERE EXISTS (SELECT * FROM (VALUES (1, 'w1'), (1, 'w2'), (2, 'w1')) AS b(orderkey, warehouse) WHERE a.orderkey = b.orderkey AND a.warehouse <> b.warehouse) AND NOT EXISTS (SELECT * FROM (VALUES 2) AS r(orderkey) WHERE a.orderkey = r.orderkey)

-- case: tpcds_41_any_of_many
SELECT DISTINCT i.name FROM (VALUES ('x', 'red', 's'), ('y', 'blue', 'm')) AS i(name, color, size) WHERE (SELECT count(*) FROM (VALUES ('x', 'red', 's'), ('y', 'blue', 'l')) AS j(name, color, size) WHERE (j.name = i.name AND j.color = 'red' AND j.size = 's') OR (j.name = i.name AND j.color = 'green')) > 0 ORDER BY i.name

-- case: previous_row_by_subquery
SELECT d, v, v - (SELECT max_by(p.v, p.d) FROM (VALUES (1, 10), (2, 15), (4, 11)) AS p(d, v) WHERE p.d < t.d) AS delta FROM (VALUES (1, 10), (2, 15), (4, 11)) AS t(d, v) ORDER BY d

-- case: running_distinct
SELECT d, (SELECT count(DISTINCT u.customer) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b'), (3, 'c')) AS u(d, customer) WHERE u.d <= t.d) AS so_far FROM (SELECT DISTINCT d FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b'), (3, 'c')) AS v(d, customer)) AS t ORDER BY d
