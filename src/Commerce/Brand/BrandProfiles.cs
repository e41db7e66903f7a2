using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Brand;

/// <summary>The store's brand tone and its versions. Every change writes the next version; none is ever altered.</summary>
public sealed class BrandProfiles(CommerceContext context, StoreScope scope, TimeProvider time)
{
    private IQueryable<BrandProfile> Whole => context.BrandProfiles.AsNoTracking()
        .Include(profile => profile.Attributes.OrderBy(attribute => attribute.Position));

    /// <summary>The newest version with its attributes in order; null before the first.</summary>
    public Task<BrandProfile?> CurrentAsync(CancellationToken cancellationToken) =>
        Whole.OrderByDescending(profile => profile.Version).FirstOrDefaultAsync(cancellationToken);

    /// <summary>One version with its attributes in order; null when the store has none such.</summary>
    public Task<BrandProfile?> FindAsync(int version, CancellationToken cancellationToken) =>
        Whole.SingleOrDefaultAsync(profile => profile.Version == version, cancellationToken);

    /// <summary>Versions, newest first, without attributes; <paramref name="before"/> asks for those older than a version.</summary>
    public Task<List<BrandProfile>> ListAsync(int? before, int count, CancellationToken cancellationToken) => context.BrandProfiles.AsNoTracking()
        .Where(profile => before == null || profile.Version < before)
        .OrderByDescending(profile => profile.Version)
        .Take(count)
        .ToListAsync(cancellationToken);

    /// <summary>Writes an edited profile as the next version; without a difference the current one stays.</summary>
    /// <param name="edited">The version the edit began from; 0 when there was none.</param>
    /// <param name="entries">All lines of the edited profile, checked by <see cref="AttributeEntries.Check"/>.</param>
    /// <returns>The number of the version in force afterwards.</returns>
    /// <exception cref="OutdatedVersionException">A newer version exists; nothing was saved.</exception>
    public Task<int> SaveAsync(int edited, IReadOnlyList<AttributeEntry> entries, string actor, CancellationToken cancellationToken) =>
        WriteAsync(edited, current =>
        {
            var before = current is null ? new ProfileContent("", ProfileContent.ByHand, null, null, []) : ProfileContent.Of(current);
            var attributes = AttributeEntries.Apply(entries, current?.Attributes ?? []);
            var diff = ProfileDiff.Between(before.Attributes, attributes);
            return diff.IsEmpty ? null : (before with { Attributes = attributes }, diff.InWords());
        }, actor, cancellationToken);

    /// <summary>Writes a new version that says what an old one said.</summary>
    /// <returns>The new version's number, or null when the store has no such old version.</returns>
    /// <exception cref="OutdatedVersionException">A newer version exists; nothing was saved.</exception>
    public async Task<int?> UseAgainAsync(int version, int current, string actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(version, cancellationToken) is not { } old)
        {
            return null;
        }

        return await WriteAsync(current, _ => (ProfileContent.Of(old), $"Version {version} used again"), actor, cancellationToken);
    }

    /// <summary>Locks or unlocks one attribute of the current version.</summary>
    /// <returns>The number of the version in force afterwards, or null when that attribute is not in the current version.</returns>
    public async Task<int?> LockAsync(Guid attributeId, bool locked, string actor, CancellationToken cancellationToken)
    {
        if (await CurrentAsync(cancellationToken) is not { } current || current.Attributes.All(row => row.Id != attributeId))
        {
            return null;
        }

        var entries = current.Attributes.Select(row => new AttributeEntry(row.Id, row.Kind, row.Value, row.Role, row.Id == attributeId ? locked : row.Locked));
        return await SaveAsync(current.Version, [.. entries], actor, cancellationToken);
    }

    /// <summary>Adds the next version to the caller's transaction, which holds the store's row.</summary>
    internal async Task<int> AppendAsync(BrandProfile? current, ProfileContent content, string note, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var profile = new BrandProfile
        {
            StoreId = scope.StoreId,
            Id = Guid.CreateVersion7(now),
            Version = (current?.Version ?? 0) + 1,
            SiteUrl = content.SiteUrl,
            Analyser = content.Analyser,
            SampleSentence = content.SampleSentence,
            SampleSentenceUrl = content.SampleSentenceUrl,
            CreatedBy = actor,
            CreatedAt = now,
            Note = note,
        };
        context.BrandProfiles.Add(profile);
        context.BrandAttributes.AddRange(content.Attributes.Select((attribute, position) => Row(profile, attribute, position)));
        await context.SaveChangesAsync(cancellationToken);
        return profile.Version;
    }

    /// <summary>Writers of one store's brand go one after the other, so that a version is compared with what is really the newest.</summary>
    internal Task LockStoreAsync(CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"select 1 from stores where id = {scope.StoreId} for update", cancellationToken);

    private async Task<int> WriteAsync(
        int edited, Func<BrandProfile?, (ProfileContent Content, string Note)?> next, string actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await LockStoreAsync(cancellationToken);
        var current = await CurrentAsync(cancellationToken);
        var version = current?.Version ?? 0;
        if (version != edited)
        {
            throw new OutdatedVersionException(edited, version);
        }

        if (next(current) is not { } change)
        {
            return version;
        }

        var written = await AppendAsync(current, change.Content, change.Note, actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    private BrandAttribute Row(BrandProfile profile, AttributeContent attribute, int position) => new()
    {
        StoreId = scope.StoreId,
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        ProfileId = profile.Id,
        Kind = attribute.Kind,
        Value = attribute.Value,
        Role = attribute.Role,
        Confidence = attribute.Confidence,
        Locked = attribute.Locked,
        ByOwner = attribute.ByOwner,
        ReceiptUrl = attribute.ReceiptUrl,
        ReceiptText = attribute.ReceiptText,
        Position = position,
    };
}
