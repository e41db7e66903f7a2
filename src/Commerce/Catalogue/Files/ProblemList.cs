namespace Commerce.Catalogue.Files;

/// <summary>Problems up to a number, then only their count: a file of nothing but faults must not fill the memory.</summary>
internal sealed class ProblemList(int most)
{
    private readonly List<CatalogueProblem> problems = [];
    private int more;
    private int lastLine;

    public void Add(CatalogueProblem problem)
    {
        lastLine = problem.Line;
        if (problems.Count < most)
            problems.Add(problem);
        else
            more++;
    }

    public IReadOnlyList<CatalogueProblem> Finish()
    {
        if (more > 0)
            problems.Add(new CatalogueProblem(lastLine, null, "more_problems", $"There are {more} further problems up to this line. Correct the ones above first."));
        return problems;
    }
}
