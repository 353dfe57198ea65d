// SPDX-License-Identifier: Apache-2.0
package import Metrics
import Synchronization

/// Keeps every counter, gauge and timer of the program and prints them in Prometheus' text format (version 0.0.4).
package final class MetricsRegistry: MetricsFactory, Sendable {
    /// One series: the name, its labels and its numbers.
    final class Series: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
        enum Kind: String { case counter, gauge, summary }
        let name: String
        let labels: String
        let kind: Kind
        private let numbers = Mutex((sum: 0.0, count: 0))

        init(name: String, labels: String, kind: Kind) { (self.name, self.labels, self.kind) = (name, labels, kind) }

        func increment(by amount: Int64) { add(Double(amount)) }
        func increment(by amount: Double) { add(amount) }
        func decrement(by amount: Double) { add(-amount) }
        func set(_ value: Int64) { set(Double(value)) }
        func set(_ value: Double) { numbers.withLock { $0.sum = value } }
        func record(_ value: Int64) { add(Double(value)) }
        func record(_ value: Double) { add(value) }
        func recordNanoseconds(_ duration: Int64) { add(Double(duration) / 1e9) }
        func reset() { numbers.withLock { $0 = (0, 0) } }

        func printed() -> String {
            let (sum, count) = numbers.withLock { $0 }
            return kind == .summary
                ? "\(name)_sum\(labels) \(sum)\n\(name)_count\(labels) \(count)\n" : "\(name)\(labels) \(sum)\n"
        }

        private func add(_ amount: Double) {
            numbers.withLock {
                $0.sum += amount
                $0.count += 1
            }
        }
    }

    private let all = Mutex<[String: Series]>([:])

    package init() {}

    /// Every series, sorted by name, as the text that Prometheus reads.
    package func printed() -> String {
        let sorted = all.withLock { $0.values.sorted { ($0.name, $0.labels) < ($1.name, $1.labels) } }
        var result = "", last = ""
        for series in sorted {
            if series.name != last { result += "# TYPE \(series.name) \(series.kind.rawValue)\n" }
            last = series.name
            result += series.printed()
        }
        return result
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, .counter)
    }
    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler { series(label, dimensions, .counter) }
    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, .gauge)
    }
    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler { series(label, dimensions, aggregate ? .summary : .gauge) }
    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions, .summary)
    }

    // A series lives as long as the program: Prometheus expects a counter never to vanish.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func series(_ label: String, _ dimensions: [(String, String)], _ kind: Series.Kind) -> Series {
        let unit = kind == .summary ? "_seconds" : ""
        let name = label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined() + unit
        let pairs = dimensions.sorted { $0.0 < $1.0 }.map { "\(word($0.0))=\"\(escaped($0.1))\"" }
        let labels = pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
        return all.withLock { all in
            if let known = all[name + labels] { return known }
            let made = Series(name: name, labels: labels, kind: kind)
            all[name + labels] = made
            return made
        }
    }

    private func word(_ text: String) -> String {
        text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
    }

    private func escaped(_ text: String) -> String {
        text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0 == "\n" ? "\\n" : String($0) }.joined()
    }
}
