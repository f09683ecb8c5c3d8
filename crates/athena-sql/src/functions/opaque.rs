//! `uuid` and `ipaddress`: 16 bytes each, an address with a 0 before them that tells the two apart.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, FixedSizeBinaryBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::{cast, zoned};
use crate::types::{self, IPADDRESS, SqlType, UUID, VARCHAR};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match (call.name, call.types.as_slice()) {
        ("uuid", []) => {
            let target = SqlType {
                arrow: UUID,
                length: None,
            };
            let text = datafusion::functions::string::expr_fn::uuid();
            cast::to(call, &text, &VARCHAR, &target, false)?
        }
        ("contains", [network, IPADDRESS]) if types::is_varchar(network) => {
            call.kernel(DataType::Boolean, call.args.clone(), |inputs| {
                let (networks, addresses) = (inputs.text(0)?, inputs.array(1)?);
                let addresses = addresses.as_fixed_size_binary();
                let rows = (0..inputs.rows).map(|row| match networks.get(row) {
                    Some(network) if addresses.is_valid(row) => {
                        within(network, addresses.value(row)).map(Some)
                    }
                    _ => Ok(None),
                });
                Ok(Arc::new(rows.collect::<Result<BooleanArray>>()?))
            })
        }
        _ => return Ok(None),
    }))
}

/// Whether an address is in a network such as `10.0.0.0/8`.
fn within(network: &str, address: &[u8]) -> Result<bool> {
    let wrong = || SqlError::execution("invalid CIDR");
    let (base, length) = network.split_once('/').ok_or_else(wrong)?;
    let base: IpAddr = base.parse().map_err(|_| wrong())?;
    let length: u32 = length.parse().map_err(|_| wrong())?;
    let most = if base.is_ipv4() { 32 } else { 128 };
    if length > most {
        return Err(SqlError::execution("invalid prefix length"));
    }
    let network = u128::from_be_bytes(mapped(base).octets());
    let kept = u128::MAX.checked_shl(most - length).unwrap_or(0);
    // Behind the bits that make an address one of version 4.
    let kept = if base.is_ipv4() {
        kept | u128::MAX << 32
    } else {
        kept
    };
    let address = bytes(address).try_into().map_or(0, u128::from_be_bytes);
    Ok((network ^ address) & kept == 0)
}

fn mapped(address: IpAddr) -> Ipv6Addr {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    }
}

/// Text or bytes as values of one of the types.
pub(crate) fn from_array(array: &ArrayRef, to: &DataType, safe: bool) -> Result<ArrayRef> {
    let size = if *to == UUID { 16 } else { 17 };
    let mut out = FixedSizeBinaryBuilder::with_capacity(array.len(), size);
    for row in 0..array.len() {
        if array.is_null(row) {
            out.append_null();
            continue;
        }
        let (bytes, shown) = match array.data_type() {
            DataType::Binary => {
                let bytes = array.as_binary::<i32>().value(row);
                (from_bytes(bytes, to), format!("{} bytes", bytes.len()))
            }
            _ => {
                let text = array.as_string::<i32>().value(row);
                let bytes = if *to == UUID {
                    uuid(text)
                } else {
                    address(text)
                };
                (bytes, format!("'{text}'"))
            }
        };
        match bytes {
            Some(bytes) => out.append_value(bytes).map_err(cast::arrow)?,
            None if safe => out.append_null(),
            None => {
                let kind = types::display(to);
                return Err(SqlError::execution(format!(
                    "cannot cast {shown} to {kind}"
                )));
            }
        }
    }
    Ok(Arc::new(out.finish()))
}

fn from_bytes(bytes: &[u8], to: &DataType) -> Option<Vec<u8>> {
    if *to == UUID {
        return (bytes.len() == 16).then(|| bytes.to_vec());
    }
    let address = match bytes.len() {
        4 => IpAddr::from(<[u8; 4]>::try_from(bytes).ok()?),
        _ => IpAddr::from(<[u8; 16]>::try_from(bytes).ok()?),
    };
    Some(behind_zero(mapped(address)))
}

fn behind_zero(address: Ipv6Addr) -> Vec<u8> {
    let mut bytes = vec![0];
    bytes.extend(address.octets());
    bytes
}

fn address(text: &str) -> Option<Vec<u8>> {
    text.parse().ok().map(mapped).map(behind_zero)
}

/// The bytes of five groups of hexadecimal digits.
fn uuid(text: &str) -> Option<Vec<u8>> {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    let digits: String = text.split('-').collect();
    let fits = groups == [8, 4, 4, 4, 12] && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    fits.then_some(())?;
    let number = u128::from_str_radix(&digits, 16).ok()?;
    Some(number.to_be_bytes().to_vec())
}

/// The bytes that CAST to varbinary shows.
pub(crate) fn bytes(value: &[u8]) -> &[u8] {
    if value.len() == 17 {
        &value[1..]
    } else {
        value
    }
}

/// A uuid (16 bytes), an address (17) or a timestamp with a zone of its own (10, 11) as Athena shows it; `None` for bytes of another length.
pub fn opaque_text(value: &[u8]) -> Option<String> {
    if let Some(time) = zoned::text(value) {
        return Some(time);
    }
    let number = u128::from_be_bytes(bytes(value).try_into().ok()?);
    if value.len() == 17 {
        let address = Ipv6Addr::from(number);
        return Some(match address.to_ipv4_mapped() {
            Some(short) => short.to_string(),
            None => address.to_string(),
        });
    }
    let digits = format!("{number:032x}");
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32];
    Some(groups.map(|group| &digits[group]).join("-"))
}
