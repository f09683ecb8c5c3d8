-- Stars with columns beside them, and columns that are called alike, as queries above see them.

-- case: p_star_tag_posts_p_cross_join_unnest_split_t
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, count(*) FROM exploded GROUP BY tag ORDER BY tag

-- case: p_star_tag_posts_p_cross_join_unnest_split_t_2
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, count(*), histogram(id > 0) FROM exploded GROUP BY tag ORDER BY tag

-- case: p_star_tag_posts_p_cross_join_unnest_split_t_3
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, geometric_mean(abs(id) + 1) BETWEEN 1 AND 13 AS g FROM exploded GROUP BY tag ORDER BY tag

-- case: p_star_tag_posts_p_cross_join_unnest_split_t_4
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, checksum(id) IS NOT NULL AS g FROM exploded GROUP BY tag ORDER BY tag

-- case: p_star_tag_posts_p_cross_join_unnest_split_t_5
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, count(*) FROM exploded GROUP BY tag HAVING count(*) > 0 ORDER BY tag

-- case: p_star_tag_posts_p_cross_join_unnest_split_t_6
WITH posts(id, tags) AS (VALUES (1, 'a,b')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, geometric_mean(id) g FROM exploded GROUP BY tag HAVING count(*) > 0 ORDER BY tag

-- case: tags_geometric_mean_id_between_1_and_2_g_pos
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT tags, geometric_mean(id) BETWEEN 1 AND 2 g FROM posts GROUP BY tags ORDER BY 1

-- case: tags_avg_id_cast_avg_cast_id_decimal_10_3_de
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT tags, avg(id) AS a, CAST(avg(CAST(id AS decimal(10, 3))) AS decimal(10, 3)) AS d FROM posts GROUP BY tags ORDER BY 1

-- case: tags_avg_id_min_date_trunc_quarter_date_2024
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT tags, avg(id) AS a, min(date_trunc('quarter', DATE '2024-03-02')) AS d FROM posts GROUP BY tags ORDER BY 1

-- case: tags_cast_histogram_id_0_json_posts_group_ta
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT tags, CAST(histogram(id > 0) AS json) FROM posts GROUP BY tags ORDER BY 1

-- case: tags_count_star_q_approx_distinct_id_posts_g
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT tags, count(*) AS q, approx_distinct(id) FROM posts GROUP BY tags ORDER BY q DESC, tags

-- case: p_star_tag_posts_p_cross_join_unnest_regexp
WITH posts(id, tags) AS (VALUES (1, '<a><b>')), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(regexp_extract_all(tags, '<([^>]+)>', 1)) AS t(tag)) SELECT tag, count(*) FROM exploded GROUP BY tag ORDER BY tag

-- case: p_star_tag_posts_p_cross_join_unnest_split_t_7
WITH posts(id, tags) AS (VALUES (1, 'a,b'), (4, NULL)), exploded AS (SELECT p.*, tag FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(tag)) SELECT tag, count(*), histogram(id > 0) FROM exploded GROUP BY tag ORDER BY tag

-- case: id_p_star_x_posts_p_cross_join_unnest_split
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT id FROM (SELECT p.*, x FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY id

-- case: x_p_star_x_posts_p_cross_join_unnest_split_t
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT p.*, x FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: star_p_star_x_posts_p_cross_join_unnest_spli
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT * FROM (SELECT p.*, x FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1, 2, 3

-- case: x_p_star_x_posts_p_cross_join_unnest_split_x
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT p.*, x FROM posts p CROSS JOIN UNNEST(split('a,b', ',')) AS t(x)) e ORDER BY 1

-- case: x_p_star_x_posts_p_cross_join_u_1
WITH posts(id, tags) AS (VALUES (1, 'a,b')), u(x) AS (VALUES 'a') SELECT x FROM (SELECT p.*, x FROM posts p CROSS JOIN u) e ORDER BY 1

-- case: x_p_star_x_x_posts_p_cross_join_unnest_split
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT p.*, x AS x FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: x_x_p_star_posts_p_cross_join_unnest_split_t
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT x, p.* FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: x_p_star_lower_x_x_posts_p_cross_join_unnest
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT p.*, lower(x) AS x FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: x_p_star_5_x_posts_p_1
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT p.*, 5 AS x FROM posts p) e ORDER BY 1

-- case: y_p_star_x_y_posts_p_cross_join_unnest_split
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT y FROM (SELECT p.*, x AS y FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: x_star_x_y_posts_p_cross_join_unnest_split_t
WITH posts(id, tags) AS (VALUES (1, 'a,b')) SELECT x FROM (SELECT *, x AS y FROM posts p CROSS JOIN UNNEST(split(tags, ',')) AS t(x)) e ORDER BY 1

-- case: star_join_k_k_x
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), b(x, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a JOIN b ON a.k = b.k) SELECT x FROM e

-- case: star_join_k_k_count_star
WITH a(x, k) AS (VALUES (1, 1)), b(x, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a JOIN b ON a.k = b.k) SELECT count(*) FROM e

-- case: star_x_join_k_k_x
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), b(x, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.x FROM a JOIN b ON a.k = b.k) SELECT x FROM e

-- case: star_x_join_k_k_k
WITH a(x, k) AS (VALUES (1, 1)), b(x, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.x FROM a JOIN b ON a.k = b.k) SELECT k FROM e

-- case: star_x_join_k_k_star
WITH a(x, k) AS (VALUES (1, 1)), b(x, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.x FROM a JOIN b ON a.k = b.k) SELECT * FROM e

-- case: star_y_join_k_k_y_x
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) SELECT y, x FROM e

-- case: star_y_join_k_k_y_1_x
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, y FROM a JOIN b ON a.k = b.k) SELECT e.y + 1, x FROM e

-- case: star_y_y_join_k_k_y_x
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.y AS y FROM a JOIN b ON a.k = b.k) SELECT y, x FROM e

-- case: star_y_join_k_k_union_all_5_6_7_y_x_1
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k UNION ALL SELECT 5, 6, 7) SELECT y, x FROM e ORDER BY 1

-- case: y_star_join_k_k_x_limit_1_y_x_1
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT b.y, a.* FROM a JOIN b ON a.k = b.k ORDER BY a.x LIMIT 1) SELECT y, x FROM e ORDER BY 1

-- case: c_star_y_join_k_k_c_star_y_1_z_x_c_y_z_1
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (WITH c AS (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) SELECT c.*, y + 1 AS z, x FROM c) SELECT y, z FROM e ORDER BY 1

-- case: max_y_star_y_join_k_k_group_x
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)) SELECT max(y) FROM (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) GROUP BY x

-- case: star_y_join_k_k_r
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e(p, q, r) AS (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) SELECT r FROM e

-- case: r_star_y_join_k_k_p_q_r
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)) SELECT r FROM (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) AS e(p, q, r)

-- case: star_star_y_join_k_k_join_star_x_f_y_f_y_and
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)) SELECT * FROM (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) e JOIN (SELECT b.*, a.x FROM a, b) f ON e.y = f.y AND e.x = f.x

-- case: k_y_star_y_join_k_k_join_star_x_f_using_y_k
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)) SELECT k, y FROM (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k) e JOIN (SELECT b.*, a.x FROM a, b) f USING (y, k)

-- case: star_y_join_k_k_r_n_1_union_all_n_1_r_n_3_y
-- fails: a recursive WITH names its columns
WITH RECURSIVE a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.y FROM a JOIN b ON a.k = b.k), r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT y, n FROM e, r ORDER BY 2

-- case: star_x_x
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT a.*, x FROM a) SELECT x FROM e

-- case: star_x_star
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT a.*, x FROM a) SELECT * FROM e

-- case: star_x_k
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT *, x FROM a) SELECT k FROM e

-- case: star_x_1_star
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT *, x + 1 FROM a) SELECT * FROM e

-- case: star_x_x_x
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT *, x AS x FROM a) SELECT x FROM e

-- case: star_2_star_x_x_k
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT *, 2 * x AS x FROM a) SELECT k FROM e

-- case: star_2_star_x_x_x
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT *, 2 * x AS x FROM a) SELECT x FROM e

-- case: x_x_x
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT x, x FROM a) SELECT x FROM e

-- case: x_z_k_z_z
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT x AS z, k AS z FROM a) SELECT z FROM e

-- case: x_z_k_z_star
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT x AS z, k AS z FROM a) SELECT * FROM e

-- case: x_z_k_z_count_star
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT x AS z, k AS z FROM a) SELECT count(*) FROM e

-- case: x_exists_star_k_x_x
WITH a(x, k) AS (VALUES (1, 1)) SELECT x FROM a WHERE EXISTS (SELECT b.*, a.k FROM a AS b WHERE b.x = a.x)

-- case: max_y_star_x_y_k_x_x
WITH a(x, k) AS (VALUES (1, 1)) SELECT (SELECT max(y) FROM (SELECT b.*, b.x AS y, k FROM a AS b WHERE b.x = a.x)) FROM a

-- case: star_k_row_number_over_partition_x_k_desc_rn
WITH a(x, k) AS (VALUES (1, 1), (1, 2)), e AS (SELECT a.*, k, row_number() OVER (PARTITION BY x ORDER BY k DESC) AS rn FROM a) SELECT x, rn FROM e WHERE rn = 1

-- case: star_name_row_number_over_partition_x_k_desc
WITH a(x, k) AS (VALUES (1, 1), (1, 2)), b(k, name) AS (VALUES (1, 'u'), (2, 'v')), e AS (SELECT a.*, name, row_number() OVER (PARTITION BY x ORDER BY a.k DESC) AS rn FROM a LEFT JOIN b ON a.k = b.k) SELECT x, name FROM e WHERE rn = 1

-- case: name_star_name_left_join_k_k_k_2
WITH a(x, k) AS (VALUES (1, 1), (1, 2)), b(k, name) AS (VALUES (1, 'u'), (2, 'v')) SELECT e.name FROM (SELECT a.*, b.name FROM a LEFT JOIN b ON a.k = b.k) e WHERE e.k = 2

-- case: star_k_x
WITH a(x, k) AS (VALUES (1, 1)), e AS (SELECT a.*, "k" FROM a) SELECT "x" FROM e

-- case: star_k_1_k_1_y_x_y
WITH a(x, k) AS (VALUES (1, ROW(1, 2))), e AS (SELECT a.*, k[1], k[1] AS y FROM a) SELECT x, y FROM e

-- case: star_join_using_k_k_y
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a JOIN b USING (k)) SELECT k, y FROM e

-- case: star_y
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a, b) SELECT y FROM e

-- case: star_star
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a, b) SELECT e.* FROM e

-- case: star_k
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a, b) SELECT e.k FROM e

-- case: star_star_k
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT * FROM a, b) SELECT * FROM e ORDER BY k

-- case: star_star_x_y_k_1
-- fails: two columns are called so
WITH a(x, k) AS (VALUES (1, 1)), b(y, k) AS (VALUES (2, 1)), e AS (SELECT a.*, b.* FROM a, b) SELECT x + y FROM e WHERE k = 1

-- case: star_star_x_y_x_z
SELECT * FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)) e

-- case: z_star_x_y_x_z
SELECT z FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)) e

-- case: x_star_x_y_x_z
-- fails: two columns are called so
SELECT x FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)) e

-- case: x_star_x_y_x_z_union_all_1_2_3_4
-- fails: two columns are called so
SELECT x FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z) UNION ALL SELECT 1, 2, 3, 4) e

-- case: z_star_x_y_x_z_union_all_1_2_3_4_1
SELECT z FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z) UNION ALL SELECT 1, 2, 3, 4) e ORDER BY 1

-- case: z_x_z_y_z_x_y_union_all_1_2_1
-- fails: two columns are called so
SELECT z FROM (SELECT x AS z, y AS z FROM (VALUES (1, 2)) a(x, y) UNION ALL SELECT 1, 2) e ORDER BY 1

-- case: count_star_x_z_y_z_x_y_union_all_1_2
SELECT count(*) FROM (SELECT x AS z, y AS z FROM (VALUES (1, 2)) a(x, y) UNION ALL SELECT 1, 2) e

-- case: star_x_z_y_z_x_y_union_all_1_2_1
SELECT * FROM (SELECT x AS z, y AS z FROM (VALUES (1, 2)) a(x, y) UNION ALL SELECT 1, 2) e ORDER BY 1

-- case: x_x_y_x_z
-- fails: two columns are called so
SELECT x FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)

-- case: max_x_x_x
-- fails: two columns are called so
SELECT max(x) FROM (VALUES (1, 2)) a(x, x)

-- case: 1_x_y_x_z_x_1
-- fails: two columns are called so
SELECT 1 FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z) WHERE x = 1

-- case: x_star_x_y_x_z_group_x
-- fails: two columns are called so
SELECT e.x FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)) e GROUP BY e.x

-- case: x_star_x_y_x_z_2
-- fails: two columns are called so
SELECT (SELECT x FROM (SELECT * FROM (VALUES (1, 2)) a(x, y), (VALUES (3, 4)) b(x, z)) e)

-- case: upper_c_c_window_w_c_row_number_over_w
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS c FROM t WINDOW w AS (ORDER BY c) ORDER BY row_number() OVER w

-- case: upper_c_c_row_number_over_c
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS c FROM t ORDER BY row_number() OVER (ORDER BY c)

-- case: upper_c_d_window_w_c_row_number_over_w
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS d FROM t WINDOW w AS (ORDER BY c) ORDER BY row_number() OVER w

-- case: upper_c_c_window_w_c_row_number_over_w_2
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS c FROM t WINDOW w AS (ORDER BY t.c) ORDER BY row_number() OVER w

-- case: upper_c_c_row_number_over_w_n_window_w_c_n
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS c, row_number() OVER w AS n FROM t WINDOW w AS (ORDER BY c) ORDER BY n

-- case: upper_c_c_row_number_over_w_window_w_c_row_n
WITH t(c) AS (VALUES 'pol', 'CAN', 'USA') SELECT upper(c) AS c, row_number() OVER w FROM t WINDOW w AS (ORDER BY c) ORDER BY row_number() OVER w

-- case: upper_c_c_d_d_window_w_partition_d_c_row_num
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT upper(c) AS c, -d AS d FROM t WINDOW w AS (PARTITION BY d ORDER BY c) ORDER BY row_number() OVER w, c

-- case: upper_c_c_d_d_window_w_partition_1_d_sum_d_o
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT upper(c) AS c, -d AS d FROM t WINDOW w AS (PARTITION BY 1 ORDER BY d) ORDER BY sum(d) OVER w, c

-- case: upper_c_c_d_d_window_w_d_max_d_over_w_c
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT upper(c) AS c, -d AS d FROM t WINDOW w AS (ORDER BY d) ORDER BY max(d) OVER w, c

-- case: upper_c_c_d_d_window_v_d_w_v_rows_between_cu
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT upper(c) AS c, -d AS d FROM t WINDOW v AS (ORDER BY d), w AS (v ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) ORDER BY first_value(c) OVER w, c

-- case: lower_c_c_sum_d_d_group_lower_c_window_w_sum
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT lower(c) AS c, sum(d) AS d FROM t GROUP BY lower(c) WINDOW w AS (ORDER BY sum(d) DESC) ORDER BY rank() OVER w

-- case: c_d_sum_d_c_group_c_window_w_c_desc_rank_ove
WITH t(c,d) AS (VALUES ('pol',1), ('CAN',2), ('USA',3)) SELECT c AS d, sum(d) AS c FROM t GROUP BY c WINDOW w AS (ORDER BY c DESC) ORDER BY rank() OVER w
