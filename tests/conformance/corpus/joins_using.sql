-- JOIN … USING in its forms: the column without a table, `*`, chains, aggregates, nested queries.

-- case: in_an_aggregate
SELECT count(DISTINCT who) AS n, max(who) AS m FROM (VALUES ('a', 1), ('b', 2)) AS o(who, at) JOIN (VALUES ('a', 1)) AS f(who, c) USING (who)

-- case: in_a_function
SELECT upper(who) AS u, who || '!' AS w FROM (VALUES ('a', 1)) AS o(who, at) JOIN (VALUES ('a', 1)) AS f(who, c) USING (who) WHERE length(who) = 1

-- case: grouped_and_having
SELECT who || 'x' AS w, sum(at) AS n FROM (VALUES ('a', 1), ('a', 5)) AS o(who, at) JOIN (VALUES ('a', 1)) AS f(who, c) USING (who) GROUP BY who HAVING max(who) = 'a'

-- case: in_a_window
SELECT who, row_number() OVER (PARTITION BY who ORDER BY at) AS n FROM (VALUES ('a', 1), ('b', 2)) AS o(who, at) LEFT JOIN (VALUES ('a', 1)) AS f(who, c) USING (who) ORDER BY who

-- case: star_puts_the_column_first
SELECT * FROM (VALUES (1, 'a')) AS o(at, who) JOIN (VALUES (7, 'a')) AS f(c, who) USING (who)

-- case: star_of_a_left_join
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS o(at, who) LEFT JOIN (VALUES (7, 'a')) AS f(c, who) USING (who) ORDER BY who

-- case: star_of_a_full_join
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS o(at, who) FULL JOIN (VALUES (7, 'a'), (8, 'c')) AS f(c, who) USING (who) ORDER BY who

-- case: star_of_one_table
SELECT o.*, f.c FROM (VALUES (1, 'a')) AS o(at, who) JOIN (VALUES (7, 'a')) AS f(c, who) USING (who)

-- case: two_columns
SELECT * FROM (VALUES (1, 'a', 10)) AS o(x, y, z) JOIN (VALUES ('a', 1, 20)) AS f(y, x, w) USING (x, y)

-- case: three_tables_on_one_column
SELECT who, a.at, b.c, g.z FROM (VALUES ('a', 1), ('b', 2)) AS a(who, at) JOIN (VALUES ('a', 1)) AS b(who, c) USING (who) LEFT JOIN (VALUES ('a', 3)) AS g(who, z) USING (who)

-- case: star_of_three_tables
SELECT * FROM (VALUES (1, 'a')) AS a(at, who) JOIN (VALUES (2, 'a')) AS b(c, who) USING (who) JOIN (VALUES (3, 'a')) AS g(z, who) USING (who)

-- case: full_join_of_three
SELECT k, count(*) AS n FROM (VALUES 1, 2) AS a(k) FULL JOIN (VALUES 2, 3) AS b(k) USING (k) FULL JOIN (VALUES 3, 4) AS c(k) USING (k) GROUP BY k ORDER BY k

-- case: inner_query_has_its_own_column
SELECT who FROM (VALUES 'a', 'b') AS o(who) JOIN (VALUES 'a', 'b') AS f(who) USING (who) WHERE who IN (SELECT who FROM (VALUES 'b', 'c') AS g(who)) ORDER BY who

-- case: lambda_has_its_own_name
SELECT id, transform(xs, id -> id + 1) AS t FROM (VALUES (1, ARRAY[10])) AS o(id, xs) JOIN (VALUES (1, 2)) AS f(id, y) USING (id)

-- case: before_an_unnest
SELECT id, x FROM (VALUES (1, ARRAY[10, 11])) AS o(id, xs) JOIN (VALUES (1, 2)) AS f(id, y) USING (id) CROSS JOIN UNNEST(xs) AS u(x) ORDER BY id, x

-- case: before_a_join_on
SELECT id, z FROM (VALUES (1, 5)) AS o(id, a) JOIN (VALUES (1, 2)) AS f(id, y) USING (id) JOIN (VALUES (1, 'q')) AS g(k, z) ON g.k = id

-- case: in_both_sides_of_a_union
SELECT upper(k) AS k FROM (VALUES 'a') AS a(k) JOIN (VALUES 'a') AS b(k) USING (k) UNION ALL SELECT lower(k) FROM (VALUES 'B') AS a(k) JOIN (VALUES 'B') AS b(k) USING (k) ORDER BY k

-- case: order_by_an_expression_of_it
SELECT k, x FROM (VALUES (1, 'u'), (2, 'v')) AS a(k, x) RIGHT JOIN (VALUES 2, 3) AS b(k) USING (k) ORDER BY -k

-- case: using_of_two_integers
WITH a AS (SELECT * FROM (VALUES (1, 'x'), (2, 'y')) AS t(id, name)), b AS (SELECT * FROM (VALUES (BIGINT '1', 5), (BIGINT '3', 7)) AS t(id, total)) SELECT id, name, total FROM a LEFT JOIN b USING (id) ORDER BY id

-- case: using_of_unlike_types_right
SELECT id, a.x, b.y FROM (VALUES (1, 'x'), (2, 'y')) AS a(id, x) RIGHT JOIN (VALUES (BIGINT '1', 5), (BIGINT '3', 7)) AS b(id, y) USING (id) ORDER BY id

-- case: using_of_unlike_types_full
SELECT * FROM (VALUES (1, 'x'), (2, 'y')) AS a(id, x) FULL JOIN (VALUES (1.5, 5), (2.0, 7)) AS b(id, y) USING (id) ORDER BY id

-- case: using_of_unlike_types_grouped
SELECT id, count(*) AS n FROM (VALUES (1, 'x'), (2, 'y')) AS a(id, x) JOIN (VALUES (1e0, 5), (2e0, 7)) AS b(id, y) USING (id) GROUP BY id ORDER BY id

-- case: using_of_three_tables
SELECT id, x, y, z FROM (VALUES (1, 'x')) AS a(id, x) JOIN (VALUES (BIGINT '1', 5)) AS b(id, y) USING (id) JOIN (VALUES (1, 7)) AS c(id, z) USING (id)

-- case: using_beside_a_nested_query
SELECT id, (SELECT max(b.id) FROM (VALUES 9, 4) AS b(id)) AS m FROM (VALUES (1, 'x')) AS a(id, x) JOIN (VALUES (1, 5)) AS c(id, y) USING (id) WHERE EXISTS (SELECT 1 FROM (VALUES 1, 2) AS d(id) WHERE d.id = 1)

-- case: using_beside_a_field_of_that_name
SELECT id, p.id AS inner_id FROM (VALUES (1, CAST(ROW(7) AS row(id integer)))) AS a(id, p) JOIN (VALUES (1, 5)) AS c(id, y) USING (id)

-- case: using_named_with_its_table
-- fails: the column has no table
SELECT a.id FROM (VALUES (1, 'x')) AS a(id, x) JOIN (VALUES (1, 5)) AS c(id, y) USING (id)

-- case: using_of_text_and_number
-- fails: they do not meet
SELECT id FROM (VALUES (1, 'x')) AS a(id, x) JOIN (VALUES ('1', 5)) AS c(id, y) USING (id)
