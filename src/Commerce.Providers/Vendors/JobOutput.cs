namespace Commerce.Providers.Vendors;

/// <summary>One thing that was made.</summary>
public abstract record JobOutput
{
    private JobOutput()
    {
    }

    /// <summary>Lies at the vendor for a while: to be copied at once.</summary>
    /// <param name="Address">Where.</param>
    public sealed record Hosted(Uri Address) : JobOutput;

    /// <summary>Lies at the vendor, who gives it out against the key only: to be copied at once, through <see cref="IKeyedFiles"/>.</summary>
    /// <param name="Address">Where, at the vendor's own interface. There is no key in it.</param>
    public sealed record Keyed(Uri Address) : JobOutput;

    /// <summary>Came with the answer.</summary>
    /// <param name="Bytes">The file.</param>
    /// <param name="MimeType">Its media type as the vendor states it.</param>
    public sealed record Held(ReadOnlyMemory<byte> Bytes, string MimeType) : JobOutput
    {
        /// <summary>Size and type; never the bytes.</summary>
        public override string ToString() => $"{Bytes.Length} bytes of {MimeType}";
    }

    /// <summary>When each letter is spoken, or another description of the result.</summary>
    /// <param name="Json">As the vendor gives it.</param>
    public sealed record Facts(string Json) : JobOutput;
}
