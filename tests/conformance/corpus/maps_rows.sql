-- Maps and rows.

-- case: map_constructor_and_subscript
SELECT map(ARRAY['a', 'b'], ARRAY[1, 2])['b'] AS a, map(ARRAY[1], ARRAY['x'])[1] AS b, map() AS c

-- case: map_missing_key
-- fails: the key must exist
SELECT map(ARRAY['a'], ARRAY[1])['z']

-- case: map_element_at
SELECT element_at(map(ARRAY['a'], ARRAY[1]), 'a') AS a, element_at(map(ARRAY['a'], ARRAY[1]), 'z') AS b

-- case: map_duplicate_keys
-- fails: keys are unique
SELECT map(ARRAY['a', 'a'], ARRAY[1, 2])

-- case: map_keys_values
SELECT array_sort(map_keys(m)) AS a, array_sort(map_values(m)) AS b, cardinality(m) AS c FROM (VALUES map(ARRAY['b', 'a'], ARRAY[2, 1])) t(m)

-- case: map_entries
SELECT map_entries(map(ARRAY['a'], ARRAY[1])) AS a, map_from_entries(ARRAY[('x', 1), ('y', 2)]) AS b

-- case: multimap_from_entries
SELECT multimap_from_entries(ARRAY[('x', 1), ('y', 2), ('x', 3)]) AS a

-- case: map_concat
SELECT map_concat(map(ARRAY['a', 'b'], ARRAY[1, 2]), map(ARRAY['b', 'c'], ARRAY[20, 30])) AS a

-- case: map_filter
SELECT map_filter(map(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> v > 1) AS a

-- case: transform_keys_values
SELECT transform_keys(map(ARRAY['a'], ARRAY[1]), (k, v) -> upper(k)) AS a, transform_values(map(ARRAY['a'], ARRAY[1]), (k, v) -> v * 10) AS b

-- case: map_zip_with
SELECT map_zip_with(map(ARRAY['a', 'b'], ARRAY[1, 2]), map(ARRAY['b', 'c'], ARRAY[20, 30]), (k, x, y) -> coalesce(x, 0) + coalesce(y, 0)) AS a

-- case: map_null_values
SELECT map(ARRAY['a', 'b'], ARRAY[1, NULL]) AS a, cardinality(map(ARRAY['a'], ARRAY[NULL])) AS b

-- case: map_comparison
SELECT map(ARRAY['a', 'b'], ARRAY[1, 2]) = map(ARRAY['b', 'a'], ARRAY[2, 1]) AS a

-- case: map_from_columns
SELECT m['total'] - m['discount'] AS a FROM (VALUES map(ARRAY['total', 'discount'], ARRAY[10.50, 0.50])) t(m)

-- case: row_constructor
SELECT ROW(1, 'x', NULL) AS a, (1, 'y') AS b

-- case: row_field_names
SELECT r.id AS a, r.name AS b FROM (SELECT CAST(ROW(1, 'x') AS row(id integer, name varchar)) AS r)

-- case: row_subscript
SELECT ROW(1, 'x')[1] AS a, ROW(1, 'x')[2] AS b

-- case: row_field_is_case_insensitive
SELECT r.ID AS a, r."Name" AS b FROM (SELECT CAST(ROW(1, 'x') AS row(id integer, name varchar)) AS r)

-- case: nested_rows
SELECT r.address.city AS a, r.address AS b FROM (SELECT CAST(ROW(1, ROW('Paris', '75001')) AS row(id integer, address row(city varchar, zip varchar))) AS r)

-- case: row_in_array
SELECT items[1].sku AS a, items[2].qty AS b, cardinality(items) AS c
FROM (SELECT ARRAY[CAST(ROW('a', 1) AS row(sku varchar, qty integer)), CAST(ROW('b', 2) AS row(sku varchar, qty integer))] AS items)

-- case: row_in_map
SELECT m['k'].x AS a FROM (SELECT map(ARRAY['k'], ARRAY[CAST(ROW(1, 2) AS row(x integer, y integer))]) AS m)

-- case: row_star
SELECT CAST(ROW(1, 'x') AS row(id integer, name varchar)).*

-- case: row_star_with_aliases
SELECT ROW(1, 'x').* AS (a, b)

-- case: null_row_and_row_of_nulls
SELECT CAST(NULL AS row(x integer)) IS NULL AS a, ROW(NULL) IS NULL AS b, CAST(ROW(NULL) AS row(x integer)).x AS c

-- case: field_of_null_row
SELECT r.x AS a FROM (SELECT CAST(NULL AS row(x integer, y varchar)) AS r)

-- case: row_missing_field
-- fails: no such field
SELECT r.nope FROM (SELECT CAST(ROW(1) AS row(x integer)) AS r)

-- case: group_by_row
SELECT r, count(*) AS n FROM (VALUES ROW(ROW(1, 'a')), ROW(ROW(1, 'a')), ROW(ROW(2, 'b'))) t(r) GROUP BY r ORDER BY 1

-- case: map_in_where
SELECT id FROM (VALUES (1, map(ARRAY['color'], ARRAY['red'])), (2, map(ARRAY['color'], ARRAY['blue'])), (3, map())) t(id, attributes)
WHERE element_at(attributes, 'color') = 'red' ORDER BY id
