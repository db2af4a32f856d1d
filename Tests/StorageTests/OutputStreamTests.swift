// SPDX-License-Identifier: Apache-2.0

import Glibc
import Storage
import SystemPackage
import Testing

struct OutputStreamTests {
  private func pipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    #expect(Glibc.pipe(&ends) == 0)
    return (ends[0], ends[1])
  }

  @Test
  func `writes everything when it is flushed and nothing before`() throws {
    let ends = pipe()
    var stream = OutputStream(descriptor: ends.write, name: "pipe")
    try stream.write("hello ")
    try stream.write(Array("world".utf8))
    try stream.flush()
    try stream.flush()
    try stream.write("lost")
    close(ends.write)
    var buffer = [UInt8](repeating: 0, count: 100)
    #expect(read(ends.read, &buffer, 100) == 11)
    #expect(String(decoding: buffer[..<11], as: UTF8.self) == "hello world")
    close(ends.read)
  }

  @Test
  func `tells a reader that has stopped from a failure`() throws {
    signal(SIGPIPE, SIG_IGN)
    let ends = pipe()
    close(ends.read)
    var stream = OutputStream(descriptor: ends.write, name: "pipe")
    let result = Result { () throws(OutputStream.Failure) in
      try stream.write("x")
      try stream.flush()
    }
    #expect(throws: OutputStream.Failure.closed) { try result.get() }
    close(ends.write)
  }

  @Test
  func `says when the disk is full`() throws {
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    var stream = OutputStream(descriptor: full, name: "standard output")
    let result = Result { () throws(OutputStream.Failure) in
      try stream.write("x")
      try stream.flush()
    }
    let error = FileError("write", "standard output", .noSpace)
    #expect(throws: OutputStream.Failure.file(error)) { try result.get() }
    close(full)
  }
}
