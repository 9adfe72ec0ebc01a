// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>

#include <algorithm>
#include <array>

#include "core/content/codings.h"

namespace mirrorscope::content {
namespace {

// zlib.h, inflateInit2: what is expected around the deflate data.
constexpr int kGzipWindow = 15 + 16;
constexpr int kZlibWindow = 15;
constexpr int kBareWindow = -15;

class Inflater {
public:
    Inflater(std::string_view coded, int window) {
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(coded.data()));
        m_stream.avail_in = static_cast<uInt>(coded.size());
        m_isReady = inflateInit2(&m_stream, window) == Z_OK;
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&m_stream); }

    Decoded run(std::size_t limit, bool mayRepeat) {
        Decoded out;
        std::array<char, kDecodeStep> buffer;
        while (m_isReady) {
            m_stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
            m_stream.avail_out = static_cast<uInt>(buffer.size());
            const int result = inflate(&m_stream, Z_NO_FLUSH);
            const std::size_t made = buffer.size() - m_stream.avail_out;
            const std::size_t taken = std::min(made, limit - out.bytes.size());
            out.bytes.append(buffer.data(), taken);
            if (taken < made) {
                out.end = DecodeEnd::Limit;
                return out;
            }
            if (result == Z_STREAM_END) {
                if (m_stream.avail_in == 0) {
                    return out;
                }
                if (!mayRepeat || inflateReset(&m_stream) != Z_OK) {
                    break;
                }
            } else if (result == Z_BUF_ERROR || (result == Z_OK && made == 0 && m_stream.avail_in == 0)) {
                out.end = DecodeEnd::CutShort;
                return out;
            } else if (result != Z_OK) {
                break;
            }
        }
        out.end = DecodeEnd::Invalid;
        return out;
    }

private:
    z_stream m_stream{};
    bool m_isReady = false;
};

}  // namespace

Decoded decodeGzip(std::string_view coded, std::size_t limit) {
    return Inflater(coded, kGzipWindow).run(limit, true);
}

Decoded decodeDeflate(std::string_view coded, std::size_t limit) {
    Decoded out = Inflater(coded, kZlibWindow).run(limit, false);
    return out.end == DecodeEnd::Invalid ? Inflater(coded, kBareWindow).run(limit, false) : out;
}

}  // namespace mirrorscope::content
