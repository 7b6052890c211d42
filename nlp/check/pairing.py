"""The best pairing of rows and columns: the Hungarian method with potentials, after Jonker and Volgenant."""

from collections.abc import Sequence


def pairing(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column) whose scores sum up to the most, in the order of the rows; as many as the smaller side has."""
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        turned = [[row[column] for row in scores] for column in range(len(scores[0]))]
        return sorted((row, column) for column, row in pairing(turned))
    rows, columns = len(scores), len(scores[0])
    rise, fall = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while owner[at]:
            used[at] = True
            here, step, after = owner[at], float("inf"), 0
            for column in range(1, columns + 1):
                if used[column]:
                    continue
                cost = -scores[here - 1][column - 1] - rise[here] - fall[column]
                if cost < least[column]:
                    least[column], way[column] = cost, at
                if least[column] < step:
                    step, after = least[column], column
            for column in range(columns + 1):
                if used[column]:
                    rise[owner[column]] += step
                    fall[column] -= step
                else:
                    least[column] -= step
            at = after
        while at:
            owner[at], at = owner[way[at]], way[at]
    return sorted((owner[column] - 1, column - 1) for column in range(1, columns + 1) if owner[column])
