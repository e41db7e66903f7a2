using Commerce.Generations;

namespace Commerce.Tests.Generations;

public sealed class WorkspaceTests
{
    [Test]
    public void Is_gone_with_everything_in_it_when_its_step_is_over()
    {
        var workspace = Workspace.Create();
        File.WriteAllText(workspace.PathOf("frame.png"), "pixels");

        workspace.Dispose();

        Assert.That(Directory.Exists(workspace.Folder), Is.False);
    }

    [Test]
    public void One_inside_another_is_made_only_when_something_is_written_and_goes_first()
    {
        using var group = Workspace.Create();
        var (idle, busy) = (group.Within("idle"), group.Within("busy"));
        Assert.That(Directory.Exists(idle.Place), Is.False);
        File.WriteAllText(busy.PathOf("frame.png"), "pixels");
        Assert.That(Directory.GetFileSystemEntries(group.Folder), Is.EqualTo(new[] { busy.Place }));

        idle.Dispose();
        busy.Dispose();

        Assert.That(Directory.GetFileSystemEntries(group.Folder), Is.Empty);
    }

    [Test]
    public void Left_by_a_killed_process_it_is_removed_while_one_in_use_stays()
    {
        var left = Workspace.Create();
        File.WriteAllText(left.PathOf("frame.png"), "pixels");
        Directory.SetLastWriteTimeUtc(left.Folder, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-7));
        using var used = Workspace.Create();
        File.WriteAllText(used.PathOf("frame.png"), "pixels");

        Workspace.RemoveAbandoned(TimeProvider.System);

        Assert.That(Directory.Exists(left.Folder), Is.False);
        Assert.That(Directory.Exists(used.Folder), Is.True);
    }
}
