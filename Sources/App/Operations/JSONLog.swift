// SPDX-License-Identifier: Apache-2.0
import Foundation
package import Logging

/// Writes one JSON object a line to standard error: time, level, message and the metadata as they are.
package struct JSONLog: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    private let label: String

    package init(label: String, level: Logger.Level) {
        self.label = label
        self.logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line =
            "{\"time\":\(quoted(Date.now.ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true))))"
        line +=
            ",\"level\":\"\(event.level.rawValue)\",\"label\":\(quoted(label)),\"message\":\(quoted(event.message.description))"
        let all = metadata.merging(event.metadata ?? [:]) { _, own in own }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            line += ",\(quoted(key)):\(quoted(value.description))"
        }
        if let error = event.error { line += ",\"error\":\(quoted(String(describing: error)))" }
        FileHandle.standardError.write(Data((line + "}\n").utf8))
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
