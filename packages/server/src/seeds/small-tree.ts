import type { Role } from '@banggiao/catalogue'
import type { Database } from '../platform/database.ts'
import { seedPerson, seedUnit } from './unit.ts'

export interface SeedPerson {
  id: string
  name: string
  unitId: number
}

export type SmallUnit =
  | 'committee'
  | 'department'
  | 'ward'
  | 'division'
  | 'otherWard'
  | 'kindergarten'
  | 'school'
  | 'otherSchool'
  | 'highSchool'

/** A province in small: TP.HCM, its Sở, two wards, one division, four schools (invented), each with its people. */
export interface SmallTree {
  units: Record<SmallUnit, { id: number; path: string; name: string }>
  people: Record<SmallUnit, Partial<Record<Role, SeedPerson>>>
  /** Tổ Ngoại ngữ of `school`. */
  teamId: number
}

const officeRoles: Role[] = ['head', 'deputy', 'officer', 'clerk', 'administrator']
const schoolRoles: Role[] = ['head', 'deputy', 'clerk', 'team-lead', 'teacher', 'administrator']

export async function seedSmallTree(database: Database): Promise<SmallTree> {
  return database.asSystem('seed-small-tree', async (trx) => {
    const units = {} as SmallTree['units']
    const people = {} as SmallTree['people']
    const hcm = 'Thành phố Hồ Chí Minh'
    const add = async (key: SmallUnit, roles: Role[], unit: Parameters<typeof seedUnit>[1]) => {
      const id = await seedUnit(trx, unit)
      units[key] = { id, path: unit.path, name: unit.name }
      people[key] = {}
      for (const role of roles) {
        const name = `${names[role]} ${unit.shortName ?? unit.name}`
        people[key][role] = {
          id: await seedPerson(trx, {
            name,
            unitId: id,
            unitPath: unit.path,
            roles: [role],
            title: role === 'head' ? unit.headTitle : '',
          }),
          name,
          unitId: id,
        }
      }
      return id
    }
    const committee = await add('committee', ['head'], {
      kind: 'provincial-committee',
      code: '79',
      codeScheme: 'gso',
      name: `Ủy ban nhân dân ${hcm}`,
      shortName: 'UBND TP.HCM',
      path: '79/',
      superiorLines: [],
      issuerLines: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HỒ CHÍ MINH'],
      place: hcm,
      symbol: 'UBND',
      salutation: 'đề nghị',
      signAuthority: ['TM. ỦY BAN NHÂN DÂN'],
      headTitle: 'CHỦ TỊCH',
      deputyTitle: 'PHÓ CHỦ TỊCH',
    })
    const department = await add('department', officeRoles, {
      kind: 'department',
      code: '79-sgddt',
      name: `Sở Giáo dục và Đào tạo ${hcm}`,
      shortName: 'Sở GD&ĐT TP.HCM',
      path: '79/so/',
      reach: '79/',
      affiliation: committee,
      superiorLines: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HỒ CHÍ MINH'],
      issuerLines: ['SỞ GIÁO DỤC VÀ ĐÀO TẠO'],
      place: hcm,
      symbol: 'SGDĐT',
      headTitle: 'GIÁM ĐỐC',
      deputyTitle: 'PHÓ GIÁM ĐỐC',
    })
    const ward = await add('ward', officeRoles, {
      kind: 'commune-committee',
      code: '26890',
      codeScheme: 'gso',
      name: 'Ủy ban nhân dân phường Hạnh Thông',
      shortName: 'UBND phường Hạnh Thông',
      path: '79/26890/',
      affiliation: committee,
      superiorLines: [],
      issuerLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HẠNH THÔNG'],
      place: 'Hạnh Thông',
      symbol: 'UBND',
      salutation: 'đề nghị',
      signAuthority: ['TM. ỦY BAN NHÂN DÂN'],
      headTitle: 'CHỦ TỊCH',
      deputyTitle: 'PHÓ CHỦ TỊCH',
    })
    await add('division', ['head', 'officer'], {
      kind: 'culture-social-division',
      code: '26890-vhxh',
      name: 'Phòng Văn hóa - Xã hội phường Hạnh Thông',
      shortName: 'Phòng VH-XH phường Hạnh Thông',
      path: '79/26890/vhxh/',
      reach: '79/26890/',
      affiliation: ward,
      professional: department,
      superiorLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HẠNH THÔNG'],
      issuerLines: ['PHÒNG VĂN HÓA - XÃ HỘI'],
      place: 'Hạnh Thông',
      symbol: 'VHXH',
      headTitle: 'TRƯỞNG PHÒNG',
      deputyTitle: 'PHÓ TRƯỞNG PHÒNG',
    })
    const otherWard = await add('otherWard', officeRoles, {
      kind: 'commune-committee',
      code: '26740',
      codeScheme: 'gso',
      name: 'Ủy ban nhân dân phường Sài Gòn',
      shortName: 'UBND phường Sài Gòn',
      path: '79/26740/',
      affiliation: committee,
      superiorLines: [],
      issuerLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG SÀI GÒN'],
      place: 'Sài Gòn',
      symbol: 'UBND',
      salutation: 'đề nghị',
      signAuthority: ['TM. ỦY BAN NHÂN DÂN'],
      headTitle: 'CHỦ TỊCH',
      deputyTitle: 'PHÓ CHỦ TỊCH',
    })
    const school = (
      key: SmallUnit,
      level: string,
      code: string,
      name: string,
      shortName: string,
      over: { id: number; path: string; lines: string[]; place: string },
      symbol: string,
    ) =>
      add(key, schoolRoles, {
        kind: 'school',
        level,
        code,
        name,
        shortName,
        path: `${over.path}${code}/`,
        invented: true,
        affiliation: over.id,
        professional: department,
        superiorLines: over.lines,
        issuerLines: [name.toUpperCase()],
        place: over.place,
        symbol,
        headTitle: 'HIỆU TRƯỞNG',
        deputyTitle: 'PHÓ HIỆU TRƯỞNG',
      })
    const hanhThong = {
      id: ward,
      path: '79/26890/',
      lines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HẠNH THÔNG'],
      place: 'Hạnh Thông',
    }
    const saiGon = { id: otherWard, path: '79/26740/', lines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG SÀI GÒN'], place: 'Sài Gòn' }
    const underDepartment = {
      id: department,
      path: '79/so/',
      lines: ['SỞ GIÁO DỤC VÀ ĐÀO TẠO', 'THÀNH PHỐ HỒ CHÍ MINH'],
      place: hcm,
    }
    await school('kindergarten', 'MN', 'v0001', 'Trường Mầm non Hoa Phượng', 'MN Hoa Phượng', hanhThong, 'MNHP')
    await school('school', 'THCS', 'v0002', 'Trường THCS Bình Minh', 'THCS Bình Minh', hanhThong, 'THCS.BM')
    await school('otherSchool', 'THCS', 'v0003', 'Trường THCS Bến Thành', 'THCS Bến Thành', saiGon, 'THCSBT')
    await school('highSchool', 'THPT', 'v0004', 'Trường THPT Rạng Đông', 'THPT Rạng Đông', underDepartment, 'THPT.RĐ')
    const team = await trx
      .insertInto('unit_part')
      .values({ unit_id: units.school.id, unit_path: units.school.path, kind: 'team', name: 'Tổ Ngoại ngữ' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('membership')
      .set({ part_id: team.id })
      .where('unit_id', '=', units.school.id)
      .where('role', 'in', ['team-lead', 'teacher'])
      .execute()
    return { units, people, teamId: team.id }
  })
}

const names: Record<Role, string> = {
  head: 'Thủ trưởng',
  deputy: 'Cấp phó',
  officer: 'Chuyên viên',
  clerk: 'Văn thư',
  'team-lead': 'Tổ trưởng',
  teacher: 'Giáo viên',
  administrator: 'Quản trị',
  inspector: 'Người kiểm tra',
}
