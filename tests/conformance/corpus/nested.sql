-- Nested data as a document store gives it: arrays of rows, maps, optional parts.

-- case: element_by_negative_index
WITH t AS (SELECT ARRAY['red', 'green', 'blue'] AS colours) SELECT element_at(colours, -1) AS last_one, element_at(colours, 1) AS first_one, colours[2] AS second_one FROM t

-- case: concatenate_columns_to_array
WITH t(a, b) AS (VALUES (ARRAY[1, 2], ARRAY[3])) SELECT a || b || ARRAY[4] AS c, cardinality(a || b) AS n FROM t

-- case: flatten_and_sort
WITH t AS (SELECT ARRAY[ARRAY[3, 1], ARRAY[2]] AS xs) SELECT array_sort(flatten(xs)) AS a, array_max(flatten(xs)) AS b, reduce(flatten(xs), 0, (s, x) -> s + x, s -> s) AS c FROM t

-- case: filter_then_join
WITH t AS (SELECT ARRAY['apple', 'banana', 'avocado'] AS words) SELECT array_join(filter(words, w -> w LIKE 'a%'), ', ') AS a, cardinality(filter(words, w -> regexp_like(w, 'n'))) AS b FROM t

-- case: array_of_rows_filtered_by_field
WITH t AS (SELECT ARRAY[CAST(ROW('Ann', 38) AS row(name varchar, age integer)), CAST(ROW('Bob', 22) AS row(name varchar, age integer))] AS people)
SELECT filter(people, p -> p.age > 30) AS elders, transform(people, p -> p.name) AS names, cardinality(filter(people, p -> p.age > 50)) AS ancients FROM t

-- case: group_into_arrays_of_rows
SELECT customer, array_agg(CAST(ROW(id, amount) AS row(id integer, amount decimal(12,2))) ORDER BY id) AS orders
FROM (VALUES ('a', 2, 5.00), ('a', 1, 7.50), ('b', 3, 1.25)) t(customer, id, amount) GROUP BY customer ORDER BY customer

-- case: group_into_map
SELECT customer, map_agg(status, n) AS counts FROM (SELECT customer, status, count(*) AS n FROM (VALUES ('a', 'new'), ('a', 'paid'), ('a', 'paid'), ('b', 'new')) t(customer, status) GROUP BY customer, status) GROUP BY customer ORDER BY customer

-- case: map_pivot
SELECT customer, coalesce(element_at(m, 'new'), 0) AS new, coalesce(element_at(m, 'paid'), 0) AS paid
FROM (SELECT customer, histogram(status) AS m FROM (VALUES ('a', 'new'), ('a', 'paid'), ('a', 'paid'), ('b', 'new')) t(customer, status) GROUP BY customer) ORDER BY customer

-- case: json_array_of_text_unnested
SELECT id, tag FROM (VALUES (1, '["new", "hot"]'), (2, '[]'), (3, NULL)) t(id, tags) CROSS JOIN UNNEST(CAST(json_parse(tags) AS array(varchar))) AS u(tag) ORDER BY id, tag

-- case: json_object_to_pairs
SELECT id, k, v FROM (VALUES (1, '{"color": "red", "size": "L"}')) t(id, j) CROSS JOIN UNNEST(CAST(json_parse(j) AS map(varchar, varchar))) AS u(k, v) ORDER BY k

-- case: json_array_by_index_sequence
SELECT i, json_extract_scalar(j, '$.items[' || CAST(i - 1 AS varchar) || '].sku') AS sku
FROM (VALUES '{"items": [{"sku": "a"}, {"sku": "b"}]}') t(j) CROSS JOIN UNNEST(sequence(1, json_array_length(json_extract(j, '$.items')))) AS u(i) ORDER BY i

-- case: json_numbers_summed
SELECT sum(CAST(json_extract_scalar(e, '$.qty') AS integer) * CAST(json_extract_scalar(e, '$.price') AS decimal(12,2))) AS total
FROM (VALUES '[{"qty": 2, "price": 1.50}, {"qty": 1, "price": 9.99}]') t(j) CROSS JOIN UNNEST(CAST(json_parse(j) AS array(json))) AS u(e)

-- case: items_count_and_value
WITH orders(id, items) AS (
  VALUES (1, CAST(ARRAY[ROW('p1', 2, 1.50), ROW('p2', 1, 9.99)] AS array(row(product_id varchar, quantity integer, price decimal(12,2))))), (2, CAST(ARRAY[] AS array(row(product_id varchar, quantity integer, price decimal(12,2))))), (3, NULL)
)
SELECT id, cardinality(items) AS lines, reduce(items, 0, (s, i) -> s + i.quantity, s -> s) AS units, array_join(transform(items, i -> i.product_id), '+') AS products, items[1].price AS first_price
FROM orders WHERE cardinality(items) > 0 ORDER BY id

-- case: orders_holding_a_product
WITH orders(id, items) AS (
  VALUES (1, CAST(ARRAY[ROW('p1', 2), ROW('p2', 1)] AS array(row(product_id varchar, quantity integer)))), (2, CAST(ARRAY[ROW('p3', 1)] AS array(row(product_id varchar, quantity integer))))
)
SELECT id FROM orders WHERE any_match(items, i -> i.product_id = 'p2') OR contains(transform(items, i -> i.product_id), 'p9') ORDER BY id

-- case: products_bought_together
WITH lines(id, sku) AS (VALUES (1, 'a'), (1, 'b'), (1, 'c'), (2, 'a'), (2, 'b'))
SELECT l.sku AS one, r.sku AS other, count(*) AS together FROM lines l JOIN lines r ON l.id = r.id AND l.sku < r.sku GROUP BY l.sku, r.sku ORDER BY together DESC, one, other

-- case: basket_combinations
SELECT pair, count(*) AS n FROM (SELECT combinations(array_sort(skus), 2) AS pairs FROM (VALUES ARRAY['b', 'a', 'c'], ARRAY['a', 'b']) t(skus)) CROSS JOIN UNNEST(pairs) AS u(pair) GROUP BY pair ORDER BY n DESC, pair

-- case: struct_field_in_group_by
SELECT address.city AS city, count(*) AS n FROM (VALUES (1, CAST(ROW('Paris', '75001') AS row(city varchar, zip varchar))), (2, CAST(ROW('Lyon', '69001') AS row(city varchar, zip varchar))), (3, CAST(ROW('Paris', '75002') AS row(city varchar, zip varchar))), (4, NULL)) t(id, address) GROUP BY address.city ORDER BY city

-- case: struct_of_struct_in_where
SELECT id FROM (VALUES (1, CAST(ROW(ROW('Paris')) AS row(shipping row(city varchar)))), (2, NULL)) t(id, o) WHERE o.shipping.city = 'Paris' ORDER BY id

-- case: map_values_summed
SELECT id, reduce(map_values(m), 0, (s, x) -> s + x, s -> s) AS total, array_sort(map_keys(m)) AS keys FROM (VALUES (1, map(ARRAY['x', 'y'], ARRAY[1, 2])), (2, map(ARRAY['z'], ARRAY[9]))) t(id, m) ORDER BY id

-- case: map_of_arrays
SELECT element_at(m, 'a')[2] AS a, cardinality(m['b']) AS b FROM (SELECT map(ARRAY['a', 'b'], ARRAY[ARRAY[1, 2], ARRAY[]]) AS m)

-- case: split_text_counted
SELECT word, count(*) AS n FROM (VALUES 'the cat and the dog') t(line) CROSS JOIN UNNEST(split(line, ' ')) AS u(word) GROUP BY word ORDER BY n DESC, word

-- case: query_string_to_map
SELECT m['utm_source'] AS source, element_at(m, 'utm_term') AS term FROM (SELECT split_to_map('utm_source=mail&utm_medium=cpc', '&', '=') AS m)

-- case: latest_of_array
SELECT array_sort(events, (x, y) -> if(x.at > y.at, -1, if(x.at < y.at, 1, 0)))[1].what AS latest
FROM (SELECT CAST(ARRAY[ROW(1, 'new'), ROW(3, 'sent'), ROW(2, 'paid')] AS array(row(at integer, what varchar))) AS events)

-- case: array_max_by_reduce
SELECT reduce(items, CAST(NULL AS row(sku varchar, qty integer)), (s, i) -> if(s IS NULL OR i.qty > s.qty, i, s), s -> s.sku) AS best
FROM (SELECT CAST(ARRAY[ROW('a', 1), ROW('b', 5), ROW('c', 2)] AS array(row(sku varchar, qty integer))) AS items)

-- case: distinct_elements_across_rows
SELECT array_sort(array_distinct(flatten(array_agg(tags)))) AS tags FROM (VALUES ARRAY['a', 'b'], ARRAY['b', 'c']) t(tags)

-- case: rows_compared_and_ordered
SELECT r FROM (VALUES ROW(ROW(2, 'a')), ROW(ROW(1, 'b')), ROW(ROW(1, 'a'))) t(r) ORDER BY r

-- case: arrays_ordered
SELECT a FROM (VALUES ARRAY[2], ARRAY[1, 5], ARRAY[1]) t(a) ORDER BY a

-- case: count_distinct_of_pairs
SELECT count(DISTINCT (a, b)) AS n FROM (VALUES (1, 'x'), (1, 'x'), (1, 'y')) t(a, b)

-- case: unnest_two_levels_of_json
SELECT o, json_extract_scalar(i, '$.sku') AS sku FROM (SELECT json_extract_scalar(e, '$.id') AS o, e FROM UNNEST(CAST(json_parse('[{"id": "o1", "items": [{"sku": "a"}, {"sku": "b"}]}, {"id": "o2", "items": []}]') AS array(json))) AS u(e)) CROSS JOIN UNNEST(CAST(json_extract(e, '$.items') AS array(json))) AS v(i) ORDER BY o, sku
