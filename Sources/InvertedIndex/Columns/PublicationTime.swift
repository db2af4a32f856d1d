// SPDX-License-Identifier: Apache-2.0

/// A moment of publication with its precision, as one number whose order is that of time.
///
/// Seconds since 1970 times eight, plus the precision, counted from the earliest that fits; 0 for
/// an unknown moment. Seconds far from any calendar are moved to the nearest that fits.
struct PublicationTime: Equatable {
  let code: UInt64

  static let unknown = PublicationTime(code: 0)
  private static let zero: UInt64 = 1 << 63
  private static let farthest: Int64 = 1 << 59

  @inline(__always)
  init(code: UInt64) {
    self.code = code
  }

  init(seconds: Int64?, precision: DatePrecision) {
    guard let seconds else {
      self = .unknown
      return
    }
    let near = min(max(seconds, -Self.farthest), Self.farthest)
    code = Self.zero &+ UInt64(bitPattern: near * 8 + Int64(precision.rawValue))
  }

  @inline(__always)
  var isKnown: Bool { code != 0 }

  /// Seconds since 1970; meaningless for an unknown moment.
  @inline(__always)
  var seconds: Int64 { Int64(bitPattern: code &- Self.zero) >> 3 }

  /// A day where the number is none of a precision, which only damage can bring.
  @inline(__always)
  var precision: DatePrecision { DatePrecision(rawValue: UInt8(code & 7)) ?? .day }
}
