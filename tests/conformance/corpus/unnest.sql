-- UNNEST in all its forms.

-- case: from_unnest
SELECT x FROM UNNEST(ARRAY[3, 1, 2]) AS t(x) ORDER BY x

-- case: from_unnest_without_alias
SELECT * FROM UNNEST(ARRAY[2, 1]) ORDER BY 1

-- case: cross_join_unnest
SELECT id, x FROM (VALUES (1, ARRAY['a', 'b']), (2, ARRAY['c'])) o(id, xs) CROSS JOIN UNNEST(xs) AS t(x) ORDER BY id, x

-- case: cross_join_unnest_drops_empty
SELECT id, x FROM (VALUES (1, ARRAY[1]), (2, ARRAY[]), (3, NULL)) o(id, xs) CROSS JOIN UNNEST(xs) AS t(x) ORDER BY id, x

-- case: left_join_unnest_keeps_empty
SELECT id, x FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[]), (3, NULL)) o(id, xs) LEFT JOIN UNNEST(xs) AS t(x) ON TRUE ORDER BY id, x

-- case: comma_join_unnest
SELECT id, x FROM (VALUES (1, ARRAY['a', 'b']), (2, ARRAY['c'])) o(id, xs), UNNEST(xs) AS t(x) ORDER BY id, x

-- case: qualified_columns
SELECT o.id, t.x FROM (VALUES (1, ARRAY['a', 'b'])) AS o(id, xs) CROSS JOIN UNNEST(o.xs) AS t(x) ORDER BY t.x

-- case: with_ordinality
SELECT x, n FROM UNNEST(ARRAY['c', 'a', 'b']) WITH ORDINALITY AS t(x, n) ORDER BY n

-- case: cross_join_with_ordinality
SELECT id, x, n FROM (VALUES (1, ARRAY['b', 'a']), (2, ARRAY['c'])) o(id, xs) CROSS JOIN UNNEST(xs) WITH ORDINALITY AS t(x, n) ORDER BY id, n

-- case: left_join_with_ordinality
SELECT id, x, n FROM (VALUES (1, ARRAY['b', 'a']), (2, ARRAY[])) o(id, xs) LEFT JOIN UNNEST(xs) WITH ORDINALITY AS t(x, n) ON TRUE ORDER BY id, n

-- case: several_arrays
SELECT a, b FROM UNNEST(ARRAY[1, 2, 3], ARRAY['x', 'y']) AS t(a, b) ORDER BY a

-- case: several_arrays_of_columns
SELECT id, a, b FROM (VALUES (1, ARRAY[1, 2], ARRAY['x']), (2, ARRAY[], ARRAY['y', 'z'])) o(id, p, q) CROSS JOIN UNNEST(p, q) AS t(a, b) ORDER BY id, a, b

-- case: several_arrays_with_ordinality
SELECT a, b, n FROM UNNEST(ARRAY[1, 2], ARRAY['x', 'y', 'z']) WITH ORDINALITY AS t(a, b, n) ORDER BY n

-- case: map_to_columns
SELECT k, v FROM UNNEST(map(ARRAY['a', 'b'], ARRAY[1, 2])) AS t(k, v) ORDER BY k

-- case: map_column
SELECT id, k, v FROM (VALUES (1, map(ARRAY['a', 'b'], ARRAY[10, 20])), (2, map())) o(id, m) CROSS JOIN UNNEST(m) AS t(k, v) ORDER BY id, k

-- case: map_column_left_join
SELECT id, k, v FROM (VALUES (1, map(ARRAY['a'], ARRAY[10])), (2, map())) o(id, m) LEFT JOIN UNNEST(m) AS t(k, v) ON TRUE ORDER BY id, k

-- case: map_with_ordinality
SELECT k, v, n FROM UNNEST(map(ARRAY['a'], ARRAY[1])) WITH ORDINALITY AS t(k, v, n) ORDER BY n

-- case: array_of_rows
WITH orders(id, items) AS (
  VALUES (1, CAST(ARRAY[ROW('p1', 2, 1.50), ROW('p2', 1, 9.99)] AS array(row(product_id varchar, quantity integer, price decimal(12,2))))),
         (2, CAST(ARRAY[ROW('p1', 5, 1.50)] AS array(row(product_id varchar, quantity integer, price decimal(12,2)))))
)
SELECT o.id, t.product_id, t.quantity, t.price FROM orders o CROSS JOIN UNNEST(o.items) AS t(product_id, quantity, price) ORDER BY 1, 2

-- case: array_of_rows_default_names
SELECT id, sku, qty FROM (SELECT 1 AS id, CAST(ARRAY[ROW('a', 1), ROW('b', 2)] AS array(row(sku varchar, qty integer))) AS items) CROSS JOIN UNNEST(items) ORDER BY sku

-- case: array_of_rows_renamed
SELECT t.s, t.q FROM (SELECT CAST(ARRAY[ROW('a', 1), ROW('b', 2)] AS array(row(sku varchar, qty integer))) AS items) CROSS JOIN UNNEST(items) AS t(s, q) ORDER BY t.q DESC

-- case: array_of_rows_with_ordinality
SELECT sku, qty, n FROM (SELECT CAST(ARRAY[ROW('b', 1), ROW('a', 2)] AS array(row(sku varchar, qty integer))) AS items) CROSS JOIN UNNEST(items) WITH ORDINALITY AS t(sku, qty, n) ORDER BY n

-- case: array_of_rows_left_join
SELECT id, sku, qty FROM (VALUES (1, CAST(ARRAY[ROW('a', 1)] AS array(row(sku varchar, qty integer)))), (2, NULL)) o(id, items) LEFT JOIN UNNEST(items) AS t(sku, qty) ON TRUE ORDER BY id

-- case: array_with_null_row
SELECT sku, qty FROM (SELECT CAST(ARRAY[ROW('a', 1), NULL] AS array(row(sku varchar, qty integer))) AS items) CROSS JOIN UNNEST(items) AS t(sku, qty) ORDER BY sku

-- case: nested_arrays_twice
SELECT id, y FROM (VALUES (1, ARRAY[ARRAY[1, 2], ARRAY[3]])) o(id, xss) CROSS JOIN UNNEST(xss) AS t(xs) CROSS JOIN UNNEST(xs) AS u(y) ORDER BY y

-- case: rows_with_array_field
WITH carts(id, lines) AS (
  SELECT 1, CAST(ARRAY[ROW('a', ARRAY['red', 'big']), ROW('b', ARRAY['blue'])] AS array(row(sku varchar, tags array(varchar))))
)
SELECT id, l.sku, g.tag FROM carts CROSS JOIN UNNEST(lines) AS l(sku, tags) CROSS JOIN UNNEST(l.tags) AS g(tag) ORDER BY sku, tag

-- case: two_independent_unnests
SELECT a, b FROM UNNEST(ARRAY[1, 2]) AS t(a) CROSS JOIN UNNEST(ARRAY['x', 'y']) AS u(b) ORDER BY a, b

-- case: unnest_of_expression
SELECT id, part FROM (VALUES (1, 'a,b'), (2, 'c')) o(id, list) CROSS JOIN UNNEST(split(list, ',')) AS t(part) ORDER BY id, part

-- case: unnest_of_sequence
SELECT d FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-01-03')) AS t(d) ORDER BY d

-- case: unnest_of_map_entries
SELECT e.k, e.v FROM UNNEST(map_entries(map(ARRAY['a', 'b'], ARRAY[1, 2]))) AS e(k, v) ORDER BY 1

-- case: unnest_filtered
SELECT id, x FROM (VALUES (1, ARRAY[1, 5]), (2, ARRAY[7])) o(id, xs) CROSS JOIN UNNEST(xs) AS t(x) WHERE x > 4 ORDER BY id

-- case: unnest_grouped
SELECT x, count(*) AS n, array_agg(id ORDER BY id) AS ids FROM (VALUES (1, ARRAY['a', 'b']), (2, ARRAY['a'])) o(id, xs) CROSS JOIN UNNEST(xs) AS t(x) GROUP BY x ORDER BY x

-- case: unnest_then_join
SELECT t.sku, p.name FROM (VALUES (1, ARRAY['a', 'b'])) o(id, skus) CROSS JOIN UNNEST(skus) AS t(sku) JOIN (VALUES ('a', 'Apple'), ('b', 'Bean')) p(sku, name) ON p.sku = t.sku ORDER BY 1

-- case: unnest_in_subquery
SELECT id, (SELECT sum(x) FROM UNNEST(xs) AS t(x)) AS total FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) o(id, xs) ORDER BY id

-- case: unnest_in_exists
-- fails: Trino decorrelates UNNEST in few places only
SELECT id FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) o(id, xs) WHERE EXISTS (SELECT 1 FROM UNNEST(xs) AS t(x) WHERE x > 4) ORDER BY id

-- case: unnest_star
SELECT * FROM (VALUES (1, ARRAY['a', 'b'])) o(id, xs) CROSS JOIN UNNEST(xs) AS t(x) ORDER BY x

-- case: unnest_alias_star
SELECT t.* FROM (VALUES (1, ARRAY['a', 'b'])) o(id, xs) CROSS JOIN UNNEST(xs) AS t(x) ORDER BY x

-- case: unnest_of_json_array
SELECT json_extract_scalar(e, '$.n') AS n FROM UNNEST(CAST(json_parse('[{"n": 1}, {"n": 2}]') AS array(json))) AS t(e) ORDER BY 1

-- case: unnest_null_elements
SELECT x FROM UNNEST(ARRAY[1, NULL, 2]) AS t(x) ORDER BY x

-- case: unnest_with_aggregate_of_rows
WITH orders(id, items) AS (
  VALUES (1, CAST(ARRAY[ROW('p1', 2, 1.50), ROW('p2', 1, 9.99)] AS array(row(product_id varchar, quantity integer, price decimal(12,2))))),
         (2, CAST(ARRAY[ROW('p1', 5, 1.50)] AS array(row(product_id varchar, quantity integer, price decimal(12,2)))))
)
SELECT t.product_id, sum(t.quantity) AS units, sum(t.quantity * t.price) AS revenue
FROM orders o CROSS JOIN UNNEST(o.items) AS t(product_id, quantity, price) GROUP BY t.product_id ORDER BY revenue DESC, t.product_id

-- case: unnest_wrong_alias_count
-- fails: an array of rows has a column for each field
SELECT * FROM UNNEST(ARRAY[CAST(ROW(1, 2) AS row(x integer, y integer))]) AS t(a)

-- case: unnest_in_select_list
-- fails: UNNEST is a relation, not a function
SELECT UNNEST(ARRAY[1, 2])

-- case: unnest_of_scalar
-- fails: only arrays and maps
SELECT * FROM UNNEST(1) AS t(x)

-- case: left_join_unnest_on_condition
-- fails: an outer join with UNNEST takes ON TRUE alone
SELECT id, x FROM (VALUES (1, ARRAY[1, 2])) o(id, xs) LEFT JOIN UNNEST(xs) AS t(x) ON x > 1
