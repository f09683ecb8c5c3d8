-- Subqueries that use columns of the query around them.

-- case: count_of_smaller
SELECT p.name, (SELECT count(*) FROM (VALUES ('x', 1), ('y', 2), ('z', 3)) AS q(name, price) WHERE q.price < p.price) AS cheaper FROM (VALUES ('x', 1), ('y', 2), ('z', 3)) AS p(name, price) ORDER BY p.name

-- case: sum_to_date
SELECT d, v, (SELECT sum(i.v) FROM (VALUES (1, 5), (2, 7), (3, 1)) AS i(d, v) WHERE i.d <= o.d) AS running FROM (VALUES (1, 5), (2, 7), (3, 1)) AS o(d, v) ORDER BY d

-- case: aggregates_of_no_rows
SELECT x, (SELECT count(*) FROM (VALUES 1, 2) AS u(y) WHERE y > t.x) AS n, (SELECT sum(y) FROM (VALUES 1, 2) AS u(y) WHERE y > t.x) AS s, (SELECT array_agg(y ORDER BY y) FROM (VALUES 1, 2) AS u(y) WHERE y > t.x) AS a, (SELECT coalesce(max(y), -1) FROM (VALUES 1, 2) AS u(y) WHERE y > t.x) AS m FROM (VALUES 0, 1, 2, NULL) AS t(x) ORDER BY x

-- case: aggregate_of_filtered_and_distinct
SELECT x, (SELECT count(DISTINCT y) FROM (VALUES 1, 1, 2, 3) AS u(y) WHERE y > t.x) AS d, (SELECT count(*) FILTER (WHERE y > 2) FROM (VALUES 1, 2, 3) AS u(y) WHERE y >= t.x) AS f FROM (VALUES 0, 1, 3) AS t(x) ORDER BY x

-- case: outer_column_in_the_select_list
-- fails: Trino does not plan it
SELECT x, (SELECT max(y + t.x) FROM (VALUES 1, 2) AS u(y) WHERE y < t.x) AS m FROM (VALUES 1, 2, 3) AS t(x) ORDER BY x

-- case: two_outer_columns
SELECT a, b, (SELECT count(*) FROM (VALUES 1, 2, 3, 4) AS u(y) WHERE y BETWEEN t.a AND t.b) AS n FROM (VALUES (1, 2), (2, 4), (4, 1), (NULL, 3)) AS t(a, b) ORDER BY a, b

-- case: equal_outer_rows
SELECT x, (SELECT count(*) FROM (VALUES 1, 2) AS u(y) WHERE y <> t.x) AS n FROM (VALUES 1, 1, 2) AS t(x) ORDER BY x

-- case: in_where_with_inequality
SELECT x FROM (VALUES 1, 2, 3, 4) AS t(x) WHERE (SELECT count(*) FROM (VALUES 1, 2, 3, 4) AS u(y) WHERE u.y > t.x) >= 2 ORDER BY x

-- case: above_the_average_of_the_others
SELECT g, x FROM (VALUES ('a', 1), ('a', 9), ('b', 4)) AS t(g, x) WHERE x > (SELECT avg(i.x) FROM (VALUES ('a', 1), ('a', 9), ('b', 4)) AS i(g, x) WHERE i.g <> t.g) ORDER BY g, x

-- case: exists_with_two_conditions
SELECT x FROM (VALUES 1, 2, 3) AS t(x) WHERE EXISTS (SELECT 1 FROM (VALUES (1, 5), (2, 1)) AS u(a, b) WHERE u.a <= t.x AND u.b > t.x) ORDER BY x

-- case: not_exists_with_inequality
SELECT x FROM (VALUES 1, 2, 3) AS t(x) WHERE NOT EXISTS (SELECT 1 FROM (VALUES 2) AS u(y) WHERE u.y > t.x) ORDER BY x

-- case: exists_in_the_select_list
SELECT x, EXISTS (SELECT 1 FROM (VALUES 2) AS u(y) WHERE u.y > t.x) AS some, NOT EXISTS (SELECT 1 FROM (VALUES 2) AS u(y) WHERE u.y = t.x) AS none FROM (VALUES 1, 2, 3) AS t(x) ORDER BY x

-- case: in_with_correlation
SELECT g, x FROM (VALUES ('a', 1), ('a', 2), ('b', 2)) AS t(g, x) WHERE x IN (SELECT y FROM (VALUES ('a', 1), ('b', 2), ('b', 3)) AS u(h, y) WHERE u.h = t.g) ORDER BY g, x

-- case: not_in_with_correlation
SELECT g, x FROM (VALUES ('a', 1), ('a', 2), ('b', 2)) AS t(g, x) WHERE x NOT IN (SELECT y FROM (VALUES ('a', 1), ('b', 2), ('b', 3)) AS u(h, y) WHERE u.h = t.g) ORDER BY g, x

-- case: not_in_with_correlation_and_null
SELECT g, x FROM (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', 1)) AS t(g, x) WHERE x NOT IN (SELECT y FROM (VALUES ('a', NULL), ('b', 3)) AS u(h, y) WHERE u.h = t.g) ORDER BY g, x

-- case: in_of_the_select_list_with_correlation
SELECT g, x, x IN (SELECT y FROM (VALUES ('a', 1), ('b', NULL)) AS u(h, y) WHERE u.h = t.g) AS i FROM (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', 1)) AS t(g, x) ORDER BY g, x

-- case: scalar_of_one_row
SELECT id, (SELECT name FROM (VALUES (1, 'one'), (2, 'two')) AS u(k, name) WHERE u.k = t.id) AS name FROM (VALUES 1, 2, 3) AS t(id) ORDER BY id

-- case: scalar_of_several_rows
-- fails: more than one row
SELECT id, (SELECT name FROM (VALUES (1, 'one'), (1, 'uno')) AS u(k, name) WHERE u.k = t.id) AS name FROM (VALUES 1, 2) AS t(id) ORDER BY id

-- case: scalar_of_several_rows_for_no_outer_row
SELECT id, (SELECT name FROM (VALUES (9, 'one'), (9, 'uno'), (1, 'x')) AS u(k, name) WHERE u.k = t.id) AS name FROM (VALUES 1, 2) AS t(id) ORDER BY id

-- case: last_before
SELECT day, (SELECT p.price FROM (VALUES (1, 10), (3, 12), (7, 9)) AS p(day, price) WHERE p.day = t.day ORDER BY p.day DESC LIMIT 1) AS price FROM (VALUES 1, 3, 4) AS t(day) ORDER BY day

-- case: unnest_summed
SELECT id, (SELECT sum(x) FROM UNNEST(xs) AS u(x)) AS total, (SELECT max(x) FROM UNNEST(xs) AS u(x)) AS most, (SELECT count(*) FROM UNNEST(xs) AS u(x)) AS n FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5]), (3, ARRAY[]), (4, NULL)) AS t(id, xs) ORDER BY id

-- case: unnest_joined_text
SELECT id, (SELECT array_join(array_agg(upper(x) ORDER BY x), '+') FROM UNNEST(xs) AS u(x)) AS text FROM (VALUES (1, ARRAY['b', 'a']), (2, ARRAY['c'])) AS t(id, xs) ORDER BY id

-- case: unnest_of_a_map
SELECT id, (SELECT max(v) FROM UNNEST(m) AS u(k, v)) AS most FROM (VALUES (1, MAP(ARRAY['a', 'b'], ARRAY[1, 7])), (2, MAP(ARRAY['a'], ARRAY[3]))) AS t(id, m) ORDER BY id

-- case: unnest_of_rows
SELECT id, (SELECT sum(qty * price) FROM UNNEST(items) AS u(qty, price)) AS total FROM (VALUES (1, ARRAY[ROW(1, 10), ROW(2, 5)]), (2, ARRAY[ROW(3, 1)])) AS t(id, items) ORDER BY id

-- case: unnest_with_an_outer_column_besides
SELECT id, (SELECT sum(x * id) FROM UNNEST(xs) AS u(x)) AS total FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) ORDER BY id

-- case: unnest_in_where
SELECT id FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) WHERE (SELECT sum(x) FROM UNNEST(xs) AS u(x)) > 3 ORDER BY id

-- case: lateral_limit
SELECT c.id, o.amount FROM (VALUES 1, 2, 3) AS c(id) CROSS JOIN LATERAL (SELECT amount FROM (VALUES (1, 10), (1, 30), (1, 20), (2, 5)) AS o(customer, amount) WHERE o.customer = c.id ORDER BY amount DESC LIMIT 2) AS o ORDER BY c.id, o.amount

-- case: lateral_left
SELECT c.id, o.amount FROM (VALUES 1, 3) AS c(id) LEFT JOIN LATERAL (SELECT amount FROM (VALUES (1, 10), (2, 5)) AS o(customer, amount) WHERE o.customer = c.id) AS o ON TRUE ORDER BY c.id

-- case: lateral_values
SELECT id, k, v FROM (VALUES (1, 10, 20), (2, 30, NULL)) AS t(id, a, b) CROSS JOIN LATERAL (SELECT * FROM UNNEST(ARRAY['a', 'b'], ARRAY[t.a, t.b]) AS u(k, v)) AS l ORDER BY id, k

-- case: lateral_inequality
SELECT a.x, b.y FROM (VALUES 1, 2, 3) AS a(x) CROSS JOIN LATERAL (SELECT y FROM (VALUES 2, 3) AS u(y) WHERE u.y > a.x) AS b ORDER BY 1, 2

-- case: having_with_correlation
SELECT g, sum(x) AS s FROM (VALUES ('a', 1), ('a', 2), ('b', 9)) AS t(g, x) GROUP BY g HAVING sum(x) > (SELECT max(y) FROM (VALUES ('a', 2), ('b', 10)) AS u(h, y) WHERE u.h = t.g)

-- case: nested_twice
SELECT x, (SELECT count(*) FROM (VALUES 1, 2, 3) AS u(y) WHERE u.y > t.x AND u.y > (SELECT min(z) FROM (VALUES 1, 2) AS v(z) WHERE v.z <> u.y)) AS n FROM (VALUES 0, 1, 2) AS t(x) ORDER BY x

-- case: in_a_case
SELECT x, CASE WHEN x > 1 THEN (SELECT count(*) FROM (VALUES 1, 2, 3) AS u(y) WHERE u.y < t.x) ELSE -1 END AS n FROM (VALUES 1, 2, 3) AS t(x) ORDER BY x

-- case: ordered_by_a_subquery
SELECT x FROM (VALUES 1, 2, 3) AS t(x) ORDER BY (SELECT count(*) FROM (VALUES 1, 2, 3) AS u(y) WHERE u.y > t.x), x

-- case: grouped_inside
-- fails: Trino does not plan it
SELECT x, (SELECT max(n) FROM (SELECT g, count(*) AS n FROM (VALUES ('a', 1), ('a', 2), ('b', 3)) AS u(g, y) WHERE u.y > t.x GROUP BY g) AS q) AS most FROM (VALUES 0, 1, 2) AS t(x) ORDER BY x

-- case: joined_inside
SELECT x, (SELECT sum(v.w) FROM (VALUES 1, 2) AS u(y) JOIN (VALUES (1, 10), (2, 20)) AS v(k, w) ON v.k = u.y WHERE u.y >= t.x) AS s FROM (VALUES 1, 2, 3) AS t(x) ORDER BY x

-- case: union_inside
-- fails: Trino does not plan it
SELECT x, (SELECT count(*) FROM (SELECT y FROM (VALUES 1, 2) AS u(y) WHERE y > t.x UNION ALL SELECT y FROM (VALUES 5) AS w(y)) AS q) AS n FROM (VALUES 0, 2) AS t(x) ORDER BY x

-- case: window_inside
-- fails: Trino does not plan it
SELECT x, (SELECT max(r) FROM (SELECT rank() OVER (ORDER BY y) AS r FROM (VALUES 1, 2, 3) AS u(y) WHERE y > t.x) AS q) AS most FROM (VALUES 0, 1) AS t(x) ORDER BY x

-- case: distinct_inside
SELECT x, (SELECT count(*) FROM (SELECT DISTINCT y FROM (VALUES 1, 1, 2) AS u(y) WHERE y > t.x) AS q) AS n FROM (VALUES 0, 1) AS t(x) ORDER BY x

-- case: any_with_correlation
SELECT x FROM (VALUES 1, 2, 3) AS t(x) WHERE x > ALL (SELECT y FROM (VALUES 1, 2) AS u(y) WHERE u.y <> t.x) ORDER BY x

-- case: unnest_exists
SELECT id FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) WHERE EXISTS (SELECT 1 FROM UNNEST(xs) AS u(x)) ORDER BY id

-- case: unnest_filtered_sum
-- fails: Trino does not plan it
SELECT id, (SELECT sum(x) FROM UNNEST(xs) AS u(x) WHERE x > 1) AS total FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) ORDER BY id

-- case: unnest_in_in
-- fails: Trino does not plan it
SELECT id FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) WHERE id IN (SELECT x FROM UNNEST(xs) AS u(x)) ORDER BY id

-- case: unnest_first_of_sorted
SELECT id, (SELECT x FROM UNNEST(xs) AS u(x) ORDER BY x DESC LIMIT 1) AS best FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) ORDER BY id

-- case: values_of_outer
-- fails: Trino does not plan it
SELECT id, (SELECT max(v) FROM (VALUES t.a, t.b) AS u(v)) AS most FROM (VALUES (1, 10, 20), (2, 30, 5)) AS t(id, a, b) ORDER BY id

-- case: in_of_an_extreme
-- fails: Trino does not plan it
SELECT x FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) WHERE x IN (SELECT max(y) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g) ORDER BY x

-- case: in_of_a_limit
-- fails: Trino does not plan it
SELECT x FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) WHERE x IN (SELECT y FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g ORDER BY y LIMIT 1) ORDER BY x

-- case: window_by_equality
-- fails: Trino does not plan it
SELECT x, (SELECT max(r) FROM (SELECT rank() OVER (ORDER BY y) AS r FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g) AS q) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: union_by_equality
-- fails: Trino does not plan it
SELECT x, (SELECT count(*) FROM (SELECT y FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g UNION ALL SELECT 9) AS q) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: grouped_by_equality
SELECT x, (SELECT max(n) FROM (SELECT y, count(*) AS n FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g GROUP BY y) AS q) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: sum_of_columns_by_equality
-- fails: Trino does not plan it
SELECT x, (SELECT y + t.x FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g AND u.y = t.x) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: outer_column_in_on
SELECT x, (SELECT sum(u.y) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) JOIN (VALUES 1, 2) AS v(k) ON v.k = u.y AND u.h = t.g) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: outer_join_inside
SELECT x, (SELECT sum(u.y) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) LEFT JOIN (VALUES 1, 2) AS v(k) ON v.k = u.y WHERE u.h = t.g) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: outer_column_in_left_on
-- fails: Trino does not plan it
SELECT x, (SELECT sum(u.y) FROM (VALUES 1, 2) AS v(k) LEFT JOIN (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) ON v.k = u.y AND u.h = t.g) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: limit_below_an_aggregate
SELECT x, (SELECT sum(y) FROM (SELECT y FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g ORDER BY y LIMIT 1) AS q) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: exists_limit_by_equality
SELECT x FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) WHERE EXISTS (SELECT 1 FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g LIMIT 1) ORDER BY x

-- case: exists_limit_by_inequality
-- fails: Trino does not plan it
SELECT x FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) WHERE EXISTS (SELECT 1 FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.y > t.x LIMIT 1) ORDER BY x

-- case: exists_of_any_columns
SELECT x FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) WHERE EXISTS (SELECT t.x + y FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.y > t.x) ORDER BY x

-- case: in_of_a_computed_column
-- fails: Trino does not plan it
SELECT x FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) WHERE x IN (SELECT y + t.x FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g) ORDER BY x

-- case: greater_than_all
SELECT x FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) WHERE x > ALL (SELECT y FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h <> t.g) ORDER BY x

-- case: having_inside
-- fails: Trino does not plan it
SELECT x, (SELECT count(*) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g HAVING count(*) > 1) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: grouped_value_by_equality
SELECT x, (SELECT count(*) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g GROUP BY u.h) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: grouped_value_by_inequality
-- fails: Trino does not plan it
SELECT x, (SELECT count(*) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.y > t.x GROUP BY u.h) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: distinct_value
SELECT x, (SELECT DISTINCT h FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: nested_by_equality
SELECT x, (SELECT count(*) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g AND u.y = (SELECT max(y) FROM (VALUES (1, 'a'), (2, 'b')) AS w(y, k) WHERE w.k = u.h)) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: two_levels_out
-- fails: Trino does not plan it
SELECT x, (SELECT count(*) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE EXISTS (SELECT 1 FROM (VALUES (1, 'a')) AS w(y, k) WHERE w.k = t.g)) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: outer_alone_or_filtered
-- fails: Trino does not plan it
SELECT x, (SELECT g) AS m, (SELECT x + 1 WHERE g = 'a') AS n FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: either_side_of_or
SELECT x, (SELECT max(y) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g OR t.x = 1) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: outer_condition_alone
SELECT x, (SELECT count(*) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.h = t.g AND t.x > 1) AS m FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: max_by_and_listagg
SELECT x, (SELECT max_by(h, y) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.y <= t.x) AS m, (SELECT listagg(h, ',') WITHIN GROUP (ORDER BY y, h) FROM (VALUES (1, 'a'), (2, 'a'), (2, 'b')) AS u(y, h) WHERE u.y <= t.x) AS l FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, g) ORDER BY x

-- case: lateral_computed_of_both
-- fails: Trino does not plan it
SELECT a.x, b.* FROM (VALUES 1, 2) AS a(x) CROSS JOIN LATERAL (SELECT y, y + a.x AS z FROM (VALUES 2, 3) AS u(y) WHERE u.y > a.x) AS b ORDER BY 1, 2

-- case: lateral_grouped
SELECT a.x, b.* FROM (VALUES 1, 2) AS a(x) CROSS JOIN LATERAL (SELECT y, count(*) AS n FROM (VALUES 2, 3) AS u(y) WHERE u.y > a.x GROUP BY y) AS b ORDER BY 1, 2

-- case: lateral_window
-- fails: Trino does not plan it
SELECT a.x, b.* FROM (VALUES 1, 2) AS a(x) CROSS JOIN LATERAL (SELECT y, row_number() OVER (ORDER BY y) AS n FROM (VALUES 2, 3) AS u(y) WHERE u.y > a.x) AS b ORDER BY 1, 2

-- case: lateral_union
-- fails: Trino does not plan it
SELECT a.x, b.* FROM (VALUES 1, 2) AS a(x) CROSS JOIN LATERAL (SELECT y FROM (VALUES 2, 3) AS u(y) WHERE u.y > a.x UNION ALL SELECT 9) AS b ORDER BY 1, 2

-- case: lateral_values_alone
-- fails: Trino does not plan it
SELECT a.x, b.* FROM (VALUES 1, 2) AS a(x) CROSS JOIN LATERAL (VALUES a.x, a.x + 1) AS b(y) ORDER BY 1, 2

-- case: lateral_aggregates
SELECT a.x, b.* FROM (VALUES 1, 2) AS a(x) CROSS JOIN LATERAL (SELECT max(y) AS m, count(*) AS n FROM (VALUES 2, 3) AS u(y) WHERE u.y > a.x) AS b ORDER BY 1, 2

-- case: lateral_sum_of_both
-- fails: Trino does not plan it
SELECT a.x, b.* FROM (VALUES 1, 2) AS a(x) CROSS JOIN LATERAL (SELECT max(y + a.x) AS m FROM (VALUES 2, 3) AS u(y) WHERE u.y > a.x) AS b ORDER BY 1, 2

-- case: lateral_limit_by_inequality
-- fails: Trino does not plan it
SELECT a.x, b.* FROM (VALUES 1, 2) AS a(x) CROSS JOIN LATERAL (SELECT y FROM (VALUES 2, 3) AS u(y) WHERE u.y > a.x ORDER BY y LIMIT 1) AS b ORDER BY 1, 2

-- case: lateral_unnest_grouped
-- fails: Trino does not plan it
SELECT a.x, b.* FROM (VALUES (1, ARRAY[3, 4]), (2, ARRAY[5])) AS a(x, ys) CROSS JOIN LATERAL (SELECT y, count(*) AS n FROM UNNEST(a.ys) AS u(y) GROUP BY y) AS b ORDER BY 1, 3

-- case: limit_by_inequality
-- fails: Trino does not plan it
SELECT x, (SELECT y FROM (VALUES 1, 2) AS u(y) WHERE u.y < t.x ORDER BY y DESC LIMIT 1) AS m FROM (VALUES 1, 2, 3) AS t(x) ORDER BY x

-- case: value_by_inequality
SELECT x, (SELECT y FROM (VALUES 1, 2) AS u(y) WHERE u.y < t.x) AS m FROM (VALUES 1, 2) AS t(x) ORDER BY x

-- case: computed_of_both
-- fails: Trino does not plan it
SELECT x, (SELECT y + t.x FROM (VALUES 1, 2) AS u(y) WHERE u.y = t.x) AS m FROM (VALUES 1, 2) AS t(x) ORDER BY x

-- case: computed_above_an_aggregate
SELECT x, (SELECT max(y) + t.x FROM (VALUES 1, 2) AS u(y) WHERE u.y <= t.x) AS m FROM (VALUES 1, 2) AS t(x) ORDER BY x

-- case: aggregate_of_both
-- fails: Trino does not plan it
SELECT x, (SELECT sum(y * t.x) FROM (VALUES 1, 2) AS u(y) WHERE u.y = t.x) AS m FROM (VALUES 1, 2) AS t(x) ORDER BY x

-- case: exists_grouped
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE EXISTS (SELECT y, count(*) FROM (VALUES 1, 2, 2) AS u(y) WHERE u.y > t.x GROUP BY y HAVING count(*) > 1) ORDER BY x

-- case: exists_grouped_by_equality
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE EXISTS (SELECT y, count(*) FROM (VALUES 1, 2, 2) AS u(y) WHERE u.y = t.x GROUP BY y HAVING count(*) > 1) ORDER BY x

-- case: in_of_an_extreme_by_inequality
-- fails: Trino does not plan it
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE x IN (SELECT max(y) FROM (VALUES 1, 2, 2) AS u(y) WHERE u.y >= t.x) ORDER BY x

-- case: in_by_inequality
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE x IN (SELECT y FROM (VALUES 1, 2, 2) AS u(y) WHERE u.y >= t.x) ORDER BY x

-- case: unnest_joined
-- fails: Trino does not plan it
SELECT id, (SELECT sum(x) FROM UNNEST(xs) AS u(x) JOIN (VALUES 1, 5) AS v(k) ON u.x = v.k) AS total FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) ORDER BY id

-- case: unnest_crossed
-- fails: Trino does not plan it
SELECT id, (SELECT count(*) FROM UNNEST(xs) AS u(x) CROSS JOIN (VALUES 1, 5) AS v(k)) AS total FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) ORDER BY id

-- case: unnest_filtered_aggregate
-- fails: Trino does not plan it
SELECT id, (SELECT array_agg(x) FILTER (WHERE x > 1) FROM UNNEST(xs) AS u(x)) AS total FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) ORDER BY id

-- case: unnest_grouped
SELECT id, (SELECT max(n) FROM (SELECT count(*) AS n FROM UNNEST(xs) AS u(x) GROUP BY x) AS q) AS total FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) ORDER BY id

-- case: unnest_distinct
SELECT id, (SELECT count(DISTINCT x) FROM UNNEST(xs) AS u(x)) AS total FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) ORDER BY id

-- case: first_in_an_order_by_others
SELECT c, (SELECT oid FROM (VALUES (1, 'a', 3, 7), (2, 'a', 5, 1), (3, 'a', 5, 2), (4, 'b', NULL, 9), (5, 'b', 2, 9)) AS o(oid, cust, d, x) WHERE o.cust = c.c ORDER BY o.d DESC NULLS LAST, o.x LIMIT 1) AS latest FROM (VALUES 'a', 'b', 'd') AS c(c) ORDER BY c

-- case: first_in_an_order_by_an_expression
SELECT c, (SELECT upper(name) FROM (VALUES ('x', 'a', 3), ('y', 'a', 5), ('z', 'b', 1)) AS o(name, cust, d) WHERE o.cust = c.c ORDER BY abs(o.d - 3), name LIMIT 1) AS nearest FROM (VALUES 'a', 'b', 'd') AS c(c) ORDER BY c
