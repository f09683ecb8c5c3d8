-- Compiled forms of dbt packages: dbt_expectations, dbt_date, elementary, re_data, Fivetran's shopify/stripe/hubspot/zendesk models, audit_helper.

-- case: iso_year_week_label
-- note: after trino__iso_year_week of dbt_date: CASE on week 1 with the week's end or start
with dates(d) as (
    values date '2020-12-31', date '2021-01-01', date '2021-01-04', date '2018-12-31', date '2024-12-30', date '2023-01-01'
)
select
    d,
    case
        when cast(week(d) as int) = 1
        then concat(cast(year(date_add('day', 6, date_trunc('week', d))) as varchar), '-W', lpad(cast(week(d) as varchar), 2, '0'))
        else concat(cast(year(date_trunc('week', d)) as varchar), '-W', lpad(cast(week(d) as varchar), 2, '0'))
    end as iso_year_week,
    date_format(d, '%x-W%v') as mysql_style,
    day_of_week(d) as dow
from dates
order by d

-- case: week_starting_sunday
-- note: dbt_date.week_start for Sunday calendars: shift a day, truncate, shift back
select
    cast(d as date) as date_day,
    cast(date_add('day', -1, date_trunc('week', date_add('day', 1, d))) as date) as week_start_date,
    cast(date_add('day', 6, date_add('day', -1, date_trunc('week', date_add('day', 1, d)))) as date) as week_end_date,
    mod(day_of_week(d), 7) + 1 as day_of_week
from unnest(sequence(timestamp '2026-02-27 00:00:00', timestamp '2026-03-03 00:00:00', interval '1' day)) as s(d)
order by 1

-- case: expect_values_to_be_within_n_moving_stdevs
-- note: dbt_expectations: log difference, moving mean and deviation, sigma bounds
with metric_values as (
    select * from (values
        (date '2026-01-01', 100e0), (date '2026-01-02', 110e0), (date '2026-01-03', 95e0),
        (date '2026-01-04', 104e0), (date '2026-01-05', 400e0), (date '2026-01-06', null)
    ) as t(metric_period, agg_metric_value)
),
metric_deltas as (
    select *, agg_metric_value - lag(agg_metric_value, 1) over (order by metric_period) as metric_test_value
    from metric_values
),
metric_moving_calcs as (
    select *,
        avg(metric_test_value) over (order by metric_period rows between 3 preceding and 1 preceding) as metric_test_rolling_average,
        stddev(metric_test_value) over (order by metric_period rows between 3 preceding and 1 preceding) as metric_test_rolling_stddev
    from metric_deltas
),
metric_sigma as (
    select *,
        (metric_test_value - metric_test_rolling_average) as metric_test_delta,
        (metric_test_value - metric_test_rolling_average) / nullif(metric_test_rolling_stddev, 0) as metric_test_sigma
    from metric_moving_calcs
)
select metric_period, metric_test_value, round(metric_test_rolling_average, 4) as ra, round(metric_test_rolling_stddev, 4) as rs, round(metric_test_sigma, 4) as sigma,
    not (coalesce(metric_test_sigma, 0) >= -3 and coalesce(metric_test_sigma, 0) <= 3) as failed
from metric_sigma
order by metric_period

-- case: expect_row_values_to_have_recent_data
-- note: dbt_expectations: newest date per group against a cutoff, groups without any fresh row
with data as (
    select * from (values ('eu', timestamp '2026-03-01 10:00:00'), ('eu', timestamp '2026-02-01 00:00:00'), ('us', timestamp '2026-01-15 12:30:00.5'), (null, timestamp '2025-12-31 23:59:59.999')) as t(grp, ts)
),
filtered as (
    select grp, max(ts) as timestamp_column from data where ts is not null group by grp
)
select coalesce(grp, '(none)') as grp, timestamp_column, date_diff('day', timestamp_column, timestamp '2026-03-02 00:00:00') as days_old
from filtered
where timestamp_column < cast(date_add('day', -7, timestamp '2026-03-02 00:00:00') as timestamp(3))
order by timestamp_column

-- case: expect_compound_columns_to_be_unique
-- note: dbt_expectations: null handling in compound keys, window count of the key
with test(a, b, v) as (values (1, 'x', 10), (1, 'x', 11), (1, null, 12), (1, null, 13), (2, '', 14))
select a, b, v, count(*) over (partition by a, b) as n_records
from test
where 1 = 1 and not (a is null and b is null)
order by n_records desc, v

-- case: expect_column_kl_divergence
-- note: Kullback-Leibler divergence of categories against given shares
with expected(cat, p) as (values ('a', 0.5e0), ('b', 0.3e0), ('c', 0.2e0)),
actual as (
    select cat, count(*) / cast(sum(count(*)) over () as double) as q
    from (values 'a', 'a', 'a', 'b', 'c', 'c', 'd') as t(cat)
    where cat in (select cat from expected)
    group by cat
)
select round(sum(p * ln(p / q)), 8) as kl, count(*) as cats, max_by(cat, abs(p - q)) as worst
from expected join actual using (cat)

-- case: elementary_anomaly_description
-- note: elementary: z score with CASE for zero deviation and a sentence of description
with metrics(full_table_name, metric_name, metric_value, bucket_end) as (
    values
    ('DB.PUBLIC.ORDERS', 'row_count', 100.0, timestamp '2026-01-01 00:00:00'),
    ('DB.PUBLIC.ORDERS', 'row_count', 102.0, timestamp '2026-01-02 00:00:00'),
    ('DB.PUBLIC.ORDERS', 'row_count', 98.0, timestamp '2026-01-03 00:00:00'),
    ('DB.PUBLIC.ORDERS', 'row_count', 0.0, timestamp '2026-01-04 00:00:00'),
    ('DB.PUBLIC.FLAT', 'row_count', 5.0, timestamp '2026-01-01 00:00:00'),
    ('DB.PUBLIC.FLAT', 'row_count', 5.0, timestamp '2026-01-02 00:00:00')
),
time_window_aggregation as (
    select *,
        avg(metric_value) over (partition by full_table_name, metric_name order by bucket_end asc rows between unbounded preceding and current row) as training_avg,
        stddev(metric_value) over (partition by full_table_name, metric_name order by bucket_end asc rows between unbounded preceding and current row) as training_stddev,
        count(metric_value) over (partition by full_table_name, metric_name order by bucket_end asc rows between unbounded preceding and current row) as training_set_size,
        last_value(bucket_end) over (partition by full_table_name, metric_name order by bucket_end asc rows between unbounded preceding and unbounded following) as last_bucket
    from metrics
)
select lower(split_part(full_table_name, '.', 3)) as tbl, bucket_end,
    case
        when training_stddev is null then null
        when training_stddev = 0 then 0
        else round((metric_value - training_avg) / training_stddev, 3)
    end as z_score,
    'The last ' || metric_name || ' value is ' || cast(round(metric_value, 3) as varchar) ||
    '. The average for this metric is ' || cast(round(training_avg, 3) as varchar) || '.' as anomaly_description,
    bucket_end = last_bucket as is_last
from time_window_aggregation
where training_set_size > 1
order by tbl, bucket_end

-- case: re_data_metrics_unioned
-- note: re_data: one row per metric by cross join unnest of names and values with cast to double
select table_name, metric, value
from (
    select 'orders' as table_name, count(*) as row_count, sum(case when nullif(trim(s), '') is null then 1 else 0 end) as missing_count, max(length(s)) as max_length, avg(cast(length(s) as double)) as avg_length, min(x) as min_x
    from (values ('abc', 1.5), (' ', -2.25), (null, null), ('zz', 0)) as t(s, x)
) m
cross join unnest(
    array['row_count', 'missing_count', 'max_length', 'avg_length', 'min_x'],
    array[cast(row_count as double), missing_count, max_length, avg_length, min_x]
) as u(metric, value)
order by metric

-- case: shopify_customers_orders_lifetime
-- fails: column not found
-- note: Fivetran shopify__customers: aggregates left joined, coalesce of counts, first and most recent timestamps
with customers as (
    select 1 as customer_id, 'A@X.com' as email, cast(null as varchar) as phone union all
    select 2, 'b@x.com', '+1 555-0100' union all
    select 3, '', null
), orders as (
    select * from (values
      (10, 1, decimal '20.00', decimal '0.00', timestamp '2026-01-05 08:00:00.000'),
      (11, 1, decimal '35.50', decimal '5.25', timestamp '2026-02-05 08:00:00.123'),
      (12, 3, decimal '9.99', null, timestamp '2026-02-01 00:00:00.000')) as o(order_id, customer_id, total_price, refunded, created_timestamp)
), aggregated as (
    select customer_id,
        min(created_timestamp) as first_order_timestamp,
        max(created_timestamp) as most_recent_order_timestamp,
        avg(total_price) as avg_order_value,
        sum(total_price) as lifetime_total_spent,
        sum(refunded) as lifetime_total_refunded,
        count(distinct order_id) as lifetime_count_orders
    from orders
    group by 1
)
select customers.customer_id, lower(nullif(email, '')) as email,
    aggregated.first_order_timestamp, avg_order_value,
    coalesce(lifetime_total_spent, 0) as lifetime_total_spent,
    coalesce(lifetime_total_refunded, 0) as lifetime_total_refunded,
    (coalesce(lifetime_total_spent, 0) - coalesce(lifetime_total_refunded, 0)) as lifetime_total_amount,
    coalesce(lifetime_count_orders, 0) as lifetime_count_orders,
    regexp_replace(phone, '[^0-9+]') as phone_digits
from customers
left join aggregated using (customer_id)
order by 1

-- case: stripe_balance_transactions_daily
-- note: Fivetran stripe__daily_overview: types summed by CASE in cents, divided by 100.0, cumulative balance
with balance_transaction(id, type, amount, fee, available_on) as (
    values
    ('txn_1', 'charge', 10000, 320, timestamp '2026-01-02 01:00:00'),
    ('txn_2', 'refund', -2500, 0, timestamp '2026-01-02 23:59:59'),
    ('txn_3', 'payout', -5000, 0, timestamp '2026-01-04 00:00:00'),
    ('txn_4', 'payment', 999, 59, timestamp '2026-01-04 12:00:00')
), daily as (
    select
        cast(date_trunc('day', available_on) as date) as date,
        sum(case when type in ('charge', 'payment') then amount else 0 end) / 100.0 as total_sales,
        sum(case when type in ('payment_refund', 'refund') then amount else 0 end) / 100.0 as total_refunds,
        sum(case when type like 'payout%' then amount else 0 end) / 100.0 as total_payouts,
        sum(fee) / 100.00 as total_fees,
        sum(amount - fee) / 100.0 as net
    from balance_transaction
    group by 1
)
select daily.*, round(sum(net) over (order by date asc rows unbounded preceding), 2) as rolling_balance
from daily
order by date desc

-- case: hubspot_engagements_pivot
-- note: Fivetran hubspot: count of each type over an array of contact ids exploded, all contacts kept
with engagements as (
    select * from (values (1, 'EMAIL', array[100, 101]), (2, 'CALL', array[100]), (3, 'MEETING', array[]), (4, 'EMAIL', array[100]), (5, 'NOTE', null)) as t(engagement_id, engagement_type, contact_ids)
), contacts(contact_id, name) as (values (100, 'Ann'), (101, 'Bob'), (102, 'Cy'))
select c.contact_id, c.name,
    count(case when e.engagement_type = 'EMAIL' then e.engagement_id end) as count_engagement_emails,
    count(case when e.engagement_type = 'CALL' then e.engagement_id end) as count_engagement_calls,
    coalesce(max(e.engagement_id), -1) as last_id
from contacts c
left join (
    select engagement_id, engagement_type, contact_id from engagements cross join unnest(contact_ids) as u(contact_id)
) e on e.contact_id = c.contact_id
group by c.contact_id, c.name
order by c.contact_id

-- case: zendesk_ticket_sla_reopens
-- note: Fivetran zendesk: status history, lag of status, counted reopenings, minutes spent in each status
with history(ticket_id, valid_from, status) as (
    values (7, timestamp '2026-01-01 09:00:00', 'new'), (7, timestamp '2026-01-01 09:12:30', 'open'), (7, timestamp '2026-01-02 10:00:00', 'solved'),
    (7, timestamp '2026-01-03 10:00:00', 'open'), (7, timestamp '2026-01-03 11:00:00', 'solved'), (8, timestamp '2026-01-05 00:00:00', 'new')
), x as (
    select ticket_id, status, valid_from,
      lag(status) over (partition by ticket_id order by valid_from) as prev_status,
      coalesce(lead(valid_from) over (partition by ticket_id order by valid_from), timestamp '2026-01-06 00:00:00') as valid_to
    from history
)
select ticket_id,
    sum(case when status = 'open' and prev_status = 'solved' then 1 else 0 end) as count_reopens,
    map_agg(concat(status, '_', cast(rn as varchar)), minutes) as minutes_in,
    sum(minutes) filter (where status in ('new', 'open')) as agent_wait
from (select *, date_diff('minute', valid_from, valid_to) as minutes, row_number() over (partition by ticket_id order by valid_from) as rn from x)
group by ticket_id
order by ticket_id

-- case: audit_helper_compare_all_columns
-- note: audit_helper.compare_column_values: status labels of two relations, share of total
with a_query(id, val) as (values (1, 'a'), (2, 'b'), (3, null), (4, 'd'), (5, null)),
b_query(id, val) as (values (1, 'a'), (2, 'B'), (3, 'c'), (5, null), (6, 'f')),
joined as (
    select
        coalesce(a_query.id, b_query.id) as id,
        a_query.val as a_val, b_query.val as b_val,
        case
            when a_query.val = b_query.val then '1. perfect match'
            when a_query.val is null and b_query.val is null and a_query.id is not null and b_query.id is not null then '2. both are null'
            when a_query.id is null then '3. missing from a'
            when b_query.id is null then '4. missing from b'
            when a_query.val is null then '5. value is null in a only'
            when b_query.val is null then '6. value is null in b only'
            when a_query.val != b_query.val then '7. values do not match'
            else 'unknown'
        end as match_status
    from a_query full outer join b_query on a_query.id = b_query.id
)
select match_status, count(*) as count_records, round(100.0 * count(*) / sum(count(*)) over (), 2) as percent_of_total
from joined
group by match_status
order by match_status

-- case: not_null_proportion_test
-- note: dbt_utils.not_null_proportion per group
with validation as (
  select region, sum(case when email is null then 0 else 1 end) / cast(count(*) as decimal(12, 4)) as not_null_proportion
  from (values ('eu', 'a'), ('eu', null), ('eu', 'c'), ('us', null), ('ap', '')) as t(region, email)
  group by region
)
select region, not_null_proportion from validation where not_null_proportion < 0.7 or not_null_proportion > 1.0 order by region

-- case: sequential_values_test
-- note: dbt_utils.sequential_values with an interval of hours
with windowed as (
    select ts, lag(ts) over (order by ts) as previous_ts
    from (values timestamp '2026-03-29 00:00:00', timestamp '2026-03-29 01:00:00', timestamp '2026-03-29 03:00:00', timestamp '2026-03-29 04:00:00.001') as t(ts)
)
select *, ts - previous_ts as gap from windowed where not (cast(ts as timestamp) = cast(date_add('hour', 1, previous_ts) as timestamp)) order by ts

-- case: fct_monthly_with_dbt_group_alias
-- fails: a compiled model groups by the output alias of another dialect
with src(order_date, amt) as (values (date '2026-01-03', 5), (date '2026-02-03', 7))
select
    date_trunc('month', order_date) as order_month,
    sum(amt) as revenue
from src
group by order_month
order by order_month

-- case: cents_to_dollars_and_safe_cast
-- note: jaffle shop's cents_to_dollars, dbt.safe_cast as try_cast, type_numeric
select raw, (try_cast(raw as integer) / 100.0) as amount, round(try_cast(raw as decimal(28, 6)) / 100, 2) as amount2, try_cast(raw as timestamp(3)) as ts, cast(try_cast(raw as boolean) as varchar) as b
from (values '1999', '12.5', '', 'true', '2026-01-01', '-7', null) as t(raw)
order by raw nulls last

-- case: incremental_watermark_with_lookback
-- note: incremental model: rows newer than the target's maximum minus a lookback, merged over the old rows
with target(id, v, updated_at) as (values (1, 'old', timestamp '2026-01-01 00:00:00'), (2, 'old', timestamp '2026-01-03 00:00:00')),
source(id, v, updated_at) as (values (1, 'late', timestamp '2025-12-20 00:00:00'), (2, 'new', timestamp '2026-01-02 00:00:00'), (3, 'ins', timestamp '2026-01-04 00:00:00')),
new_rows as (
    select * from source where updated_at >= (select coalesce(max(updated_at), timestamp '1900-01-01 00:00:00') - interval '3' day from target)
)
select id, v, updated_at, 'kept' as origin from target where id not in (select id from new_rows)
union all
select id, v, updated_at, case when id in (select id from target) then 'updated' else 'inserted' end from new_rows
order by id
