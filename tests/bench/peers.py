"""The peers of landing: one order change after the other from NDJSON into Parquet files by day, zstd, all columns of the definition that a
peer can express. Each is written as its own documentation would; none does `undeclared`, `rescued`, quarantine, dedupe or sort.

Usage: peers.py duckdb|chdb|polars|pyarrow SOURCE TARGET THREADS
"""

import pathlib
import sys

S, N = "STRUCT(S VARCHAR)", "STRUCT(N VARCHAR)"
ITEM = f"STRUCT(L STRUCT(M STRUCT(product_id {S}, name {S}, quantity {N}, price {N}))[])"
IMAGE = (f"STRUCT(OrderID {S}, CustomerID {S}, Status {S}, OrderDate {S}, CreatedAt {N}, UpdatedAt {S}, ExpiresAt {N}, Currency {S}, Amount {N}, "
         f"Discount {N}, ExchangeRate {N}, ItemCount {N}, Version {N}, WeightKg {N}, IsGift STRUCT(BOOL BOOLEAN), Items {ITEM}, "
         f"Shipping STRUCT(M STRUCT(name {S}, street {S}, city {S}, postal_code {S}, country {S})))")
CHANGE = f"STRUCT(ApproximateCreationDateTime DOUBLE, Keys STRUCT(OrderID {S}), NewImage {IMAGE}, SequenceNumber VARCHAR)"
ADDRESS = ["name", "street", "city", "postal_code", "country"]


def duckdb(source, target, threads):
    import duckdb

    db = duckdb.connect()
    db.execute(f"SET threads={threads}; SET preserve_insertion_order=false")
    db.execute(f"""
COPY (
  SELECT lower(eventName) AS change_type, make_timestamp(CAST(d.ApproximateCreationDateTime * 1e6 AS BIGINT)) AS change_time, eventID AS change_id,
    lpad(d.SequenceNumber, 40, '0') AS change_sequence, userIdentity IS NOT NULL AS change_expired,
    coalesce(n.OrderID.S, d.Keys.OrderID.S) AS order_id, n.CustomerID.S AS customer_id, n.Status.S AS status,
    TRY_CAST(n.OrderDate.S AS DATE) AS order_date,
    make_timestamp(TRY_CAST(n.CreatedAt.N AS BIGINT) * 1000) AS created_at, TRY_CAST(n.UpdatedAt.S AS TIMESTAMP) AS updated_at,
    make_timestamp(TRY_CAST(n.ExpiresAt.N AS BIGINT) * 1000000) AS expires_at, n.Currency.S AS currency,
    TRY_CAST(n.Amount.N AS DECIMAL(12,2)) AS amount,
    TRY_CAST(n.Discount.N AS DECIMAL(12,2)) AS discount, TRY_CAST(n.ExchangeRate.N AS DECIMAL(38,9)) AS exchange_rate,
    TRY_CAST(n.ItemCount.N AS INTEGER) AS item_count, TRY_CAST(n.Version.N AS BIGINT) AS version, TRY_CAST(n.WeightKg.N AS DOUBLE) AS weight_kg,
    n.IsGift.BOOL AS is_gift,
    list_transform(n.Items.L, lambda i: {{'product_id': i.M.product_id.S, 'name': i.M.name.S, 'quantity': TRY_CAST(i.M.quantity.N AS INTEGER),
                                        'price': TRY_CAST(i.M.price.N AS DECIMAL(12,2))}}) AS items,
    {{{", ".join(f"'{name}': n.Shipping.M.{name}.S" for name in ADDRESS)}}} AS shipping,
    n.Shipping.M.city.S AS shipping_city,
    strftime(make_timestamp(CAST(d.ApproximateCreationDateTime * 1e6 AS BIGINT)), '%Y-%m-%d') AS dt
  FROM (SELECT *, dynamodb AS d, dynamodb.NewImage AS n FROM read_json('{source}', format='newline_delimited', columns={{
    eventID: 'VARCHAR', eventName: 'VARCHAR', userIdentity: 'STRUCT(type VARCHAR)', dynamodb: '{CHANGE}'}}))
) TO '{target}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARTITION_BY (dt), OVERWRITE_OR_IGNORE)
""")


def chdb(source, target, threads):
    import chdb

    text = lambda *path: f"JSONExtractString(line, 'dynamodb', {', '.join(repr(step) for step in path)})"
    image = lambda name, kind="S": text("NewImage", name, kind)
    null = lambda value, cast: f"{cast}({value})"
    item = lambda name, kind="S": f"JSONExtractString(i, 'M', '{name}', '{kind}')"
    address = ", ".join(f"JSONExtractString(line, 'dynamodb', 'NewImage', 'Shipping', 'M', '{name}', 'S')" for name in ADDRESS)
    time = "fromUnixTimestamp64Milli(toInt64(JSONExtractFloat(line, 'dynamodb', 'ApproximateCreationDateTime') * 1000), 'UTC')"
    pathlib.Path(target).mkdir(parents=True)
    chdb.query(f"""
INSERT INTO FUNCTION file('{target}/dt={{_partition_id}}.parquet', 'Parquet') PARTITION BY dt
SELECT lower(JSONExtractString(line, 'eventName')) AS change_type, {time} AS change_time, JSONExtractString(line, 'eventID') AS change_id,
  leftPad({text("SequenceNumber")}, 40, '0') AS change_sequence, JSONHas(line, 'userIdentity') AS change_expired,
  if({image("OrderID")} = '', {text("Keys", "OrderID", "S")}, {image("OrderID")}) AS order_id, {image("CustomerID")} AS customer_id,
  {image("Status")} AS status, toDate32OrNull({image("OrderDate")}) AS order_date,
  fromUnixTimestamp64Milli(toInt64OrNull({image("CreatedAt", "N")}), 'UTC') AS created_at, parseDateTime64BestEffortOrNull({image("UpdatedAt")}, 3,
  'UTC') AS updated_at,
  fromUnixTimestamp64Milli(toInt64OrNull({image("ExpiresAt", "N")}) * 1000, 'UTC') AS expires_at, {image("Currency")} AS currency,
  {null(image("Amount", "N"), "toDecimal64OrNull")[:-1]}, 2) AS amount, {null(image("Discount", "N"), "toDecimal64OrNull")[:-1]}, 2) AS discount,
  {null(image("ExchangeRate", "N"), "toDecimal128OrNull")[:-1]}, 9) AS exchange_rate, toInt32OrNull({image("ItemCount", "N")}) AS item_count,
  toInt64OrNull({image("Version", "N")}) AS version, toFloat64OrNull({image("WeightKg", "N")}) AS weight_kg,
  JSONExtract(line, 'dynamodb', 'NewImage', 'IsGift', 'BOOL', 'Nullable(Bool)') AS is_gift,
  arrayMap(i -> CAST(({item("product_id")}, {item("name")}, toInt32OrNull({item("quantity", "N")}), toDecimal64OrNull({item("price", "N")}, 2)),
    'Tuple(product_id String, name String, quantity Nullable(Int32), price Nullable(Decimal(12,2)))'),
    JSONExtractArrayRaw(line, 'dynamodb', 'NewImage', 'Items', 'L')) AS items,
  CAST(({address}), 'Tuple({", ".join(f"{name} String" for name in ADDRESS)})') AS shipping, {image("Shipping", "M")[:-1]}, 'city',
  'S') AS shipping_city,
  formatDateTime({time}, '%Y-%m-%d', 'UTC') AS dt
FROM file('{source}', 'LineAsString', 'line String')
SETTINGS max_threads = {threads}, output_format_parquet_compression_method = 'zstd', engine_file_truncate_on_insert = 1
""")


def polars(source, target, threads):
    import polars as pl  # its threads are those of POLARS_MAX_THREADS

    text, number = pl.Struct({"S": pl.String}), pl.Struct({"N": pl.String})
    item = pl.Struct({"M": pl.Struct({"product_id": text, "name": text, "quantity": number, "price": number})})
    image = {"OrderID": text, "CustomerID": text, "Status": text, "OrderDate": text, "CreatedAt": number, "UpdatedAt": text, "ExpiresAt": number,
             "Currency": text, "Amount": number, "Discount": number, "ExchangeRate": number, "ItemCount": number, "Version": number,
             "WeightKg": number, "IsGift": pl.Struct({"BOOL": pl.Boolean}), "Items": pl.Struct({"L": pl.List(item)}),
             "Shipping": pl.Struct({"M": pl.Struct({name: text for name in ADDRESS})})}
    change = pl.Struct({"ApproximateCreationDateTime": pl.Float64, "Keys": pl.Struct({"OrderID": text}), "NewImage": pl.Struct(image),
                        "SequenceNumber": pl.String})
    schema = {"eventID": pl.String, "eventName": pl.String, "userIdentity": pl.Struct({"type": pl.String}), "dynamodb": change}
    d = pl.col("dynamodb").struct
    n = d.field("NewImage").struct
    s = lambda name: n.field(name).struct.field("S")
    num = lambda name, kind: n.field(name).struct.field("N").cast(kind, strict=False)
    millis = lambda value: pl.from_epoch(value, time_unit="ms")
    when = millis((d.field("ApproximateCreationDateTime") * 1000).cast(pl.Int64))
    part = pl.element().struct.field("M").struct
    items = n.field("Items").struct.field("L").list.eval(pl.struct(
        part.field("product_id").struct.field("S").alias("product_id"), part.field("name").struct.field("S").alias("name"),
        part.field("quantity").struct.field("N").cast(pl.Int32, strict=False).alias("quantity"),
        part.field("price").struct.field("N").cast(pl.Decimal(12, 2), strict=False).alias("price")))
    address = n.field("Shipping").struct.field("M").struct
    frame = pl.scan_ndjson(source, schema=schema).select(
        pl.col("eventName").str.to_lowercase().alias("change_type"), when.alias("change_time"), pl.col("eventID").alias("change_id"),
        d.field("SequenceNumber").str.zfill(40).alias("change_sequence"), pl.col("userIdentity").is_not_null().alias("change_expired"),
        pl.coalesce(s("OrderID"), d.field("Keys").struct.field("OrderID").struct.field("S")).alias("order_id"), s("CustomerID").alias("customer_id"),
        s("Status").alias("status"), s("OrderDate").str.to_date("%Y-%m-%d", strict=False).alias("order_date"),
        millis(num("CreatedAt", pl.Int64)).alias("created_at"), s("UpdatedAt").str.to_datetime(time_unit="ms", time_zone="UTC",
        strict=False).alias("updated_at"),
        millis(num("ExpiresAt", pl.Int64) * 1000).alias("expires_at"), s("Currency").alias("currency"), num("Amount", pl.Decimal(12,
        2)).alias("amount"),
        num("Discount", pl.Decimal(12, 2)).alias("discount"), num("ExchangeRate", pl.Decimal(38, 9)).alias("exchange_rate"),
        num("ItemCount", pl.Int32).alias("item_count"), num("Version", pl.Int64).alias("version"), num("WeightKg", pl.Float64).alias("weight_kg"),
        n.field("IsGift").struct.field("BOOL").alias("is_gift"), items.alias("items"),
        pl.struct(*(address.field(name).struct.field("S").alias(name) for name in ADDRESS)).alias("shipping"),
        address.field("city").struct.field("S").alias("shipping_city"), when.dt.strftime("%Y-%m-%d").alias("dt"))
    frame.sink_parquet(pl.PartitionBy(target, key="dt", include_key=False), compression="zstd", compression_level=1, mkdir=True)


def pyarrow(source, target, threads):
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.dataset as ds
    import pyarrow.json as pj

    pa.set_cpu_count(int(threads))
    text, number = pa.struct([("S", pa.string())]), pa.struct([("N", pa.string())])
    item = pa.struct([("M", pa.struct([("product_id", text), ("name", text), ("quantity", number), ("price", number)]))])
    names = [("OrderID", text), ("CustomerID", text), ("Status", text), ("OrderDate", text), ("CreatedAt", number), ("UpdatedAt", text),
             ("ExpiresAt", number), ("Currency", text), ("Amount", number), ("Discount", number), ("ExchangeRate", number), ("ItemCount", number),
             ("Version", number), ("WeightKg", number), ("IsGift", pa.struct([("BOOL", pa.bool_())])), ("Items", pa.struct([("L", pa.list_(item))])),
             ("Shipping", pa.struct([("M", pa.struct([(name, text) for name in ADDRESS]))]))]
    change = pa.struct([("ApproximateCreationDateTime", pa.float64()), ("Keys", pa.struct([("OrderID", text)])), ("NewImage", pa.struct(names)),
                        ("SequenceNumber", pa.string())])
    schema = pa.schema([("eventID", pa.string()), ("eventName", pa.string()), ("userIdentity", pa.struct([("type", pa.string())])), ("dynamodb",
    change)])
    table = pj.read_json(source, read_options=pj.ReadOptions(block_size=16 << 20, use_threads=int(threads) > 1),
                         parse_options=pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"))

    def rows(batch):
        get = lambda *path: pc.struct_field(batch["dynamodb"], list(path))
        s = lambda *path: get("NewImage", *path, "S")
        number = lambda name, kind: get("NewImage", name, "N").cast(kind)
        stamp = lambda value: value.cast(pa.timestamp("ms"))
        when = pc.multiply(get("ApproximateCreationDateTime"), 1000).cast(pa.int64()).cast(pa.timestamp("ms"))
        lists = get("NewImage", "Items", "L")
        one = lambda name, kind: pc.struct_field(lists.flatten(), ["M", name, kind])
        items = pa.StructArray.from_arrays([one("product_id", "S"), one("name", "S"), one("quantity", "N").cast(pa.int32()),
                                            one("price", "N").cast(pa.decimal128(12, 2))], ["product_id", "name", "quantity", "price"])
        address = [s("Shipping", "M", name) for name in ADDRESS]
        day = pc.strftime(when, "%Y-%m-%d")
        lengths = pc.fill_null(pc.list_value_length(lists), 0)
        offsets = pa.array([0], pa.int32()) if not len(lists) else pa.concat_arrays([pa.array([0], pa.int32()),
        pc.cumulative_sum(lengths).cast(pa.int32())])
        return pa.RecordBatch.from_pydict({
            "change_type": pc.utf8_lower(batch["eventName"]), "change_time": when, "change_id": batch["eventID"],
            "change_sequence": pc.utf8_lpad(get("SequenceNumber"), 40, "0"), "change_expired": pc.is_valid(batch["userIdentity"]),
            "order_id": pc.coalesce(s("OrderID"), get("Keys", "OrderID", "S")), "customer_id": s("CustomerID"), "status": s("Status"),
            "order_date": s("OrderDate").cast(pa.date32()), "created_at": stamp(number("CreatedAt", pa.int64())), "updated_at": s("UpdatedAt"),
            "expires_at": stamp(pc.multiply(number("ExpiresAt", pa.int64()), 1000)), "currency": s("Currency"),
            "amount": number("Amount", pa.decimal128(12, 2)), "discount": number("Discount", pa.decimal128(12, 2)),
            "exchange_rate": number("ExchangeRate", pa.decimal128(38, 9)), "item_count": number("ItemCount", pa.int32()),
            "version": number("Version", pa.int64()), "weight_kg": number("WeightKg", pa.float64()), "is_gift": get("NewImage", "IsGift", "BOOL"),
            "items": pa.ListArray.from_arrays(offsets, items), "shipping": pa.StructArray.from_arrays(address, ADDRESS),
            "shipping_city": address[2], "dt": day})

    batches = [rows(batch) for batch in table.to_batches()]
    options = ds.ParquetFileFormat().make_write_options(compression="zstd", compression_level=1)
    ds.write_dataset(batches, target, format="parquet", file_options=options, schema=batches[0].schema, use_threads=int(threads) > 1,
                     partitioning=ds.partitioning(pa.schema([("dt", pa.string())]), flavor="hive"))


if __name__ == "__main__":
    {"duckdb": duckdb, "chdb": chdb, "polars": polars, "pyarrow": pyarrow}[sys.argv[1]](*sys.argv[2:])
