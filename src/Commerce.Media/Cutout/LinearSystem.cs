namespace Commerce.Media.Cutout;

/// <summary>Gaussian elimination with pivoting, for systems of a handful of unknowns.</summary>
internal static class LinearSystem
{
    internal static double[] Solve(double[,] matrix, double[,] rights, int which)
    {
        var size = matrix.GetLength(0);
        var work = (double[,])matrix.Clone();
        var result = new double[size];
        for (var row = 0; row < size; row++)
        {
            result[row] = rights[which, row];
        }
        for (var column = 0; column < size; column++)
        {
            var pivot = Pivot(work, column);
            SwapRows(work, result, column, pivot);
            for (var row = column + 1; row < size; row++)
            {
                var factor = work[row, column] / work[column, column];
                for (var cell = column; cell < size; cell++)
                {
                    work[row, cell] -= factor * work[column, cell];
                }
                result[row] -= factor * result[column];
            }
        }
        for (var row = size - 1; row >= 0; row--)
        {
            for (var cell = row + 1; cell < size; cell++)
            {
                result[row] -= work[row, cell] * result[cell];
            }
            result[row] /= work[row, row];
        }
        return result;
    }

    private static int Pivot(double[,] work, int column)
    {
        var best = column;
        for (var row = column + 1; row < work.GetLength(0); row++)
        {
            if (Math.Abs(work[row, column]) > Math.Abs(work[best, column]))
            {
                best = row;
            }
        }
        return best;
    }

    private static void SwapRows(double[,] work, double[] result, int one, int two)
    {
        if (one == two)
        {
            return;
        }
        for (var cell = 0; cell < work.GetLength(0); cell++)
        {
            (work[one, cell], work[two, cell]) = (work[two, cell], work[one, cell]);
        }
        (result[one], result[two]) = (result[two], result[one]);
    }
}
