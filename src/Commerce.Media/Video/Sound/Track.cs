using System.Buffers.Binary;

namespace Commerce.Media.Video.Sound;

/// <summary>A film's sound: two channels, as long as its pictures to the sample.</summary>
internal sealed class Track(int frames)
{
    internal const int Rate = 48000;

    internal float[] Left { get; } = new float[frames * (Rate / Film.FrameRate)];

    internal float[] Right { get; } = new float[frames * (Rate / Film.FrameRate)];

    internal int Length => Left.Length;

    /// <summary>Adds one channel in the middle.</summary>
    internal void Add(ReadOnlySpan<float> samples, float start, float gain)
    {
        var first = (int)(start * Rate);
        for (var at = 0; at < samples.Length && first + at < Length; at++)
        {
            Left[first + at] += samples[at] * gain;
            Right[first + at] += samples[at] * gain;
        }
    }

    internal void Scale(float gain)
    {
        for (var at = 0; at < Length; at++)
        {
            (Left[at], Right[at]) = (Left[at] * gain, Right[at] * gain);
        }
    }

    /// <summary>As a 32-bit float WAV file.</summary>
    internal byte[] ToWave()
    {
        const int Header = 44;
        var bytes = new byte[Header + Length * 8];
        var wave = bytes.AsSpan();
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(wave[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(wave[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave[20..], 3);
        BinaryPrimitives.WriteInt16LittleEndian(wave[22..], 2);
        BinaryPrimitives.WriteInt32LittleEndian(wave[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wave[28..], Rate * 8);
        BinaryPrimitives.WriteInt16LittleEndian(wave[32..], 8);
        BinaryPrimitives.WriteInt16LittleEndian(wave[34..], 32);
        "data"u8.CopyTo(wave[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(wave[40..], Length * 8);
        for (var at = 0; at < Length; at++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(wave[(Header + at * 8)..], Left[at]);
            BinaryPrimitives.WriteSingleLittleEndian(wave[(Header + at * 8 + 4)..], Right[at]);
        }
        return bytes;
    }
}
