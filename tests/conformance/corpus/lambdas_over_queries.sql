-- Lambdas over columns that a nested query computes from more columns than it gives.

-- case: captured_sum
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT filter(xs, id -> id > k1) AS f FROM b ORDER BY k1

-- case: nothing_captured
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT k1, filter(xs, id -> id > 1) AS f FROM b ORDER BY k1

-- case: parameter_named_as_a_column_below
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT k1, filter(xs, v -> v > k1) AS f, filter(xs, k -> k < k1) AS g, transform(xs, w -> w * k1) AS h FROM b ORDER BY k1

-- case: over_aggregates
WITH a AS (SELECT g, count(*) AS k, array_agg(x ORDER BY x) AS xs, sum(x) AS v FROM (VALUES ('p', 1), ('p', 4), ('p', 9), ('q', 7)) AS t(g, x) GROUP BY g), b AS (SELECT k + v AS k1, xs, g FROM a) SELECT g, filter(xs, x -> x * 3 > k1) AS f, any_match(xs, x -> x = k1) AS m FROM b ORDER BY g

-- case: grouped_by_a_lambda
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0), (0, 0, ARRAY[8], 5)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT cardinality(filter(xs, id -> id > k1)) AS c, count(*) AS n FROM b GROUP BY cardinality(filter(xs, id -> id > k1)) ORDER BY c

-- case: ordered_by_a_lambda
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT xs FROM b ORDER BY reduce(xs, 0, (s, x) -> s + x + k1, s -> s)

-- case: in_a_window
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT k1, row_number() OVER (ORDER BY reduce(xs, 0, (s, x) -> s + x * k1, s -> -s)) AS r, sum(cardinality(filter(xs, x -> x > k1))) OVER () AS n FROM b ORDER BY k1

-- case: in_a_condition
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT k1 FROM b WHERE any_match(xs, id -> id = k1) AND k1 > 2 ORDER BY k1

-- case: in_a_join
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT c.x, b.k1 FROM b JOIN (VALUES 3, 4, 9) AS c (x) ON any_match(b.xs, id -> id = c.x AND id > b.k1 - 3) ORDER BY c.x, b.k1

-- case: in_an_outer_join
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT c.x, b.k1 FROM (VALUES 3, 4, 20) AS c (x) LEFT JOIN b ON any_match(b.xs, id -> id = c.x + b.k1 - 2) ORDER BY c.x

-- case: one_over_another
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a), c AS (SELECT xs, k1, array_max(filter(xs, x -> x > k1)) AS m FROM b) SELECT k1, filter(xs, x -> x < coalesce(m, k1)) AS f FROM c ORDER BY k1

-- case: one_within_another
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT transform(xs, x -> filter(xs, y -> y > x AND y <> k1)) AS f FROM b ORDER BY k1

-- case: first_in_each_session
WITH s AS (SELECT id, min(at) FILTER (WHERE kind = 'view') AS viewed, array_agg(at ORDER BY at) FILTER (WHERE kind = 'cart') AS carts, array_agg(at ORDER BY at) FILTER (WHERE kind = 'buy') AS buys FROM (VALUES (1, 'view', 3), (1, 'cart', 1), (1, 'cart', 5), (1, 'buy', 7), (2, 'view', 1), (2, 'buy', 2), (3, 'cart', 4)) AS t(id, kind, at) GROUP BY id), c AS (SELECT id, viewed, array_min(filter(carts, at -> at > viewed)) AS carted, buys FROM s) SELECT id, viewed, carted, array_min(filter(buys, at -> at > carted)) AS bought FROM c ORDER BY id

-- case: tried
WITH a (k, w, v) AS (VALUES (1, 2, 4), (2, 1, -2)), b AS (SELECT w, k + v AS k1 FROM a) SELECT TRY(w / k1) AS q, TRY(10 / k1) AS r FROM b ORDER BY w

-- case: maps
WITH a (k, w, m, v) AS (VALUES (1, 2, MAP(ARRAY['a', 'b'], ARRAY[1, 9]), 4), (2, 1, MAP(ARRAY['c'], ARRAY[3]), 0)), b AS (SELECT m, k + v AS k1 FROM a) SELECT map_filter(m, (k, x) -> x > k1) AS f, transform_values(m, (k, w) -> w * k1) AS t FROM b ORDER BY k1

-- case: united
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT k1, transform(xs, x -> x - k1) AS f FROM b UNION ALL SELECT k1 + 100, transform(xs, x -> x + k1) FROM b ORDER BY k1

-- case: unnested
WITH a (k, w, xs, v) AS (VALUES (1, 2, ARRAY[1, 5, 9], 4), (2, 1, ARRAY[3, 4], 0)), b AS (SELECT xs, k + v AS k1 FROM a) SELECT k1, y FROM b CROSS JOIN UNNEST(transform(xs, x -> x * k1)) AS u (y) ORDER BY k1, y
